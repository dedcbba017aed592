package dev.millrace.local.command;

import dev.millrace.local.stack.Part;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** How many replicas services shall have. */
final class ScaleOptions {

    @Option(
            names = "--scale",
            paramLabel = "SERVICE=NUMBER",
            description =
                    "How many replicas of a service, such as training=3; may be repeated. Remembered until changed.")
    private Map<String, Integer> scale = new LinkedHashMap<>();

    Map<Part, Integer> counts() {
        var counts = new EnumMap<Part, Integer>(Part.class);
        scale.forEach((service, number) -> counts.put(Part.named(service), number));
        return counts;
    }
}
