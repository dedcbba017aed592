package dev.millrace.monitoring.cascade;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the events of a cascade have said so far.
 *
 * @param data steps of the data, which belong to no pipeline
 * @param pipelines by name
 */
public record CascadeProgress(List<Step> data, Map<String, OfPipeline> pipelines) {

    static final CascadeProgress NONE = new CascadeProgress(List.of(), Map.of());

    public CascadeProgress {
        data = List.copyOf(data);
        pipelines = Map.copyOf(pipelines);
    }

    /**
     * What was said of one pipeline.
     *
     * @param approvals approvals of its model in this cascade
     */
    public record OfPipeline(List<Step> steps, List<Approval> approvals) {

        static final OfPipeline NOTHING = new OfPipeline(List.of(), List.of());

        public OfPipeline {
            steps = List.copyOf(steps);
            approvals = List.copyOf(approvals);
        }
    }

    /** An approval, which older ones of the same model give way to. */
    public record Approval(long generation, String eventId) {}

    CascadeProgress plus(TimelineEntry entry) {
        var pipeline = entry.pipeline();
        if (pipeline == null) {
            return new CascadeProgress(with(data, entry.step()), pipelines);
        }
        var before = pipelines.getOrDefault(pipeline, OfPipeline.NOTHING);
        var generation = entry.meaning().generation();
        var approvals = new ArrayList<>(before.approvals());
        if (generation != null) {
            approvals.add(new Approval(generation, entry.eventId()));
        }
        var all = new HashMap<>(pipelines);
        all.put(pipeline, new OfPipeline(with(before.steps(), entry.step()), approvals));
        return new CascadeProgress(data, all);
    }

    private static List<Step> with(List<Step> steps, Step step) {
        return steps.contains(step)
                ? steps
                : Stream.concat(steps.stream(), Stream.of(step)).toList();
    }
}
