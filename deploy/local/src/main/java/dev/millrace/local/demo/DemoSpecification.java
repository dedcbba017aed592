package dev.millrace.local.demo;

import dev.millrace.local.client.Specification;
import java.nio.file.Path;

/** A pipeline's specification as the demo applies it: under names of its own, and not waiting hours to retrain. */
final class DemoSpecification {

    private static final String RETRAIN = "retrain: {on: [new-data, drift], cooldown: PT1S, minNewRows: 50%}";

    private DemoSpecification() {}

    /** The file with name, dataset and trigger policy replaced; everything else as it stands there. */
    static Specification of(Path file, String name, String dataset) {
        var original = Specification.read(file).text();
        var text = original.replaceFirst("(?m)^name:.*$", "name: " + name)
                .replaceFirst("(?m)^  dataset:.*$", "  dataset: " + dataset)
                .replaceFirst("(?m)^retrain:.*(\\R[ \\t]+.*)*", "");
        return Specification.parse(file.toString(), text.stripTrailing() + "\n" + RETRAIN + "\n");
    }

    /** A second pipeline, whose model a person has to approve. */
    static Specification reviewed(Specification main, String name, String dataset) {
        var text = main.text()
                .replaceFirst("(?m)^name:.*$", "name: " + name)
                .replaceFirst("(?m)^  dataset:.*$", "  dataset: " + dataset)
                .replaceFirst("(?m)^  candidates:(\\R    .*)*", "  candidates: [{trainer: logistic-regression}]")
                .replaceFirst("(?m)^approval:.*(\\R[ \\t]+.*)*", "");
        return Specification.parse(name, text.stripTrailing() + "\napproval: manual\n");
    }
}
