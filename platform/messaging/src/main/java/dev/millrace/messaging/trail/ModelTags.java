package dev.millrace.messaging.trail;

import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The labels of a model's metrics. Every label value is a time series for as long as the process lives, so only so many models
 * have their own; all further ones share the name {@value #OTHER}.
 */
public final class ModelTags {

    static final int MODELS = 100;

    /** Whatever has no label of its own. */
    public static final String OTHER = "(other)";

    private static final Tags OTHERS = Tags.of("project", OTHER, "model", OTHER);

    private final Map<Name, Tags> known = new ConcurrentHashMap<>();

    private record Name(String project, String model) {}

    /** The labels of a model that there is; names that only a caller has heard of must not get here. */
    public Tags of(String project, String model) {
        var name = new Name(project, model);
        var tags = known.get(name);
        if (tags == null) {
            tags = known.size() >= MODELS
                    ? OTHERS
                    : known.computeIfAbsent(name, first -> Tags.of("project", project, "model", model));
        }
        return tags;
    }
}
