package dev.millrace.local.demo;

import dev.millrace.local.client.Specification;
import dev.millrace.pipelines.DataSpec.Feedback;
import dev.millrace.pipelines.PipelineSpec;
import dev.millrace.pipelines.PipelineSpec.Approval;
import dev.millrace.pipelines.PipelineSpec.Candidate;
import dev.millrace.pipelines.PipelineSpec.Monitor;
import dev.millrace.pipelines.PipelineSpec.Retrain;
import dev.millrace.pipelines.PipelineSpec.Train;
import dev.millrace.pipelines.PipelineSpec.Trainer;
import dev.millrace.pipelines.PipelineSpec.Window;
import dev.millrace.pipelines.PipelineSpecs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A pipeline's specification as the demo applies it: under names of its own, and waiting neither to retrain nor to look for drift. */
final class DemoSpecification {

    private static final Retrain RETRAIN = new Retrain(
            List.of(Retrain.On.NEW_DATA, Retrain.On.DRIFT),
            Duration.ofSeconds(1),
            0,
            0.5,
            24,
            Duration.ofHours(4),
            null,
            3,
            Retrain.OnDrift.ALL);

    private static final int MOST_LABELLED = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private DemoSpecification() {}

    /**
     * What the file says with other names, trigger policy and length of windows. Answered and labelled rows become data.
     *
     * @param rows that the pipeline's dataset will have
     */
    static Specification of(Path file, String name, String dataset, int rows) {
        var original = Specification.read(file).spec();
        var feedback = new Feedback(dataset + "-feedback", labelled(rows, original.monitor()), PATIENCE, 1);
        return written(
                file.toString(),
                new PipelineSpec(
                        name,
                        original.data().of(dataset, feedback),
                        original.train(),
                        original.gates(),
                        original.approval(),
                        original.serving(),
                        atOnce(original.monitor()),
                        RETRAIN,
                        original.retention()));
    }

    /** A second pipeline, whose model a person has to approve. */
    static Specification reviewed(Specification main, String name, String dataset) {
        var spec = main.spec();
        return written(
                name,
                new PipelineSpec(
                        name,
                        spec.data().of(dataset, null),
                        new Train(spec.train().select(), List.of(new Candidate(Trainer.LOGISTIC_REGRESSION, Map.of()))),
                        spec.gates(),
                        new Approval(Approval.Mode.MANUAL, List.of(), true, Approval.Replace.NOT_WORSE),
                        spec.serving(),
                        spec.monitor(),
                        spec.retrain(),
                        spec.retention()));
    }

    /** Fewer rows than start a training by themselves, and fewer questions than drift is certain after. */
    static int labelled(int rows, Monitor monitor) {
        var beforeDrift = 9L * monitor.windowsInARow() * monitor.window().rows() / 10;
        return (int) Math.max(1, Math.min(Math.min(MOST_LABELLED, rows / 4), beforeDrift));
    }

    private static Monitor atOnce(Monitor monitor) {
        var window = monitor.window();
        return new Monitor(
                new Window(window.rows(), Duration.ZERO, window.atMost()),
                monitor.critical(),
                monitor.driftShare(),
                monitor.effect(),
                monitor.windowsInARow(),
                monitor.reminder());
    }

    private static Specification written(String name, PipelineSpec spec) {
        return Specification.parse(name, PipelineSpecs.toCanonicalJson(spec));
    }
}
