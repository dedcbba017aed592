package dev.millrace.training.pipeline;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Stored;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks up why a pipeline would, or would not, be trained next. */
public class FindTriggerState {

    private final AggregateStore<Pipeline> pipelines;
    private final Pipelines readers;
    private final AssessPipeline assessPipeline;
    private final TriggerPolicy policy;

    FindTriggerState(Aggregates aggregates, Pipelines readers, AssessPipeline assessPipeline, TriggerPolicy policy) {
        this.pipelines = aggregates.of(Pipeline.TYPE);
        this.readers = readers;
        this.assessPipeline = assessPipeline;
        this.policy = policy;
    }

    /**
     * Some pipelines of a project, by name.
     *
     * @param next name after which the next page begins; null on the last
     */
    public record Page(
            List<TriggerState> pipelines, @Nullable String next) {}

    /** @param after only names behind this one; empty for the first page */
    public Page list(String project, String after, int limit) {
        var found =
                pipelines.list(Pipeline.id(project, ""), after.isEmpty() ? "" : Pipeline.id(project, after), limit + 1);
        var listed = found.stream().limit(limit).map(Stored::state).toList();
        return page(listed, found.size() > limit);
    }

    /** The first names alone, without what would happen to each. */
    public List<String> names(String project, int limit) {
        return pipelines.list(Pipeline.id(project, ""), "", limit).stream()
                .map(stored -> stored.state().name())
                .toList();
    }

    /** The same for those that read a dataset, be it their own or that of labelled rows. */
    public Page readersOf(String project, String dataset, String after, int limit) {
        var ids = readers.readersOf(project, dataset, after.isEmpty() ? "" : Pipeline.id(project, after), limit + 1);
        var listed = ids.subList(0, Math.min(limit, ids.size())).stream()
                .flatMap(id -> pipelines.find(id).stream())
                .map(Stored::state)
                .toList();
        return page(listed, ids.size() > limit);
    }

    private Page page(List<Pipeline> listed, boolean more) {
        return new Page(
                listed.stream().flatMap(each -> state(each).stream()).toList(),
                more ? listed.getLast().name() : null);
    }

    /** Empty for a pipeline that is not defined. */
    public Optional<TriggerState> find(String project, String name) {
        return pipelines.find(Pipeline.id(project, name)).map(Stored::state).flatMap(this::state);
    }

    private Optional<TriggerState> state(Pipeline pipeline) {
        return Optional.ofNullable(pipeline.definition())
                .map(definition -> TriggerState.of(assessPipeline.assess(pipeline, definition), policy));
    }
}
