package dev.millrace.validation.dataset;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Stored;
import dev.millrace.validation.rule.LoosenSchema;
import dev.millrace.validation.rule.LoosenSchema.Change;
import dev.millrace.validation.rule.Schema;
import dev.millrace.validation.rule.Standard;
import dev.millrace.validation.rule.Statistics;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks up schemas, and proposes one under which the version that was judged last would raise no finding. */
public final class FindSchemas {

    private final AggregateStore<JudgedDataset> datasets;
    private final SchemaVersions schemas;
    private final FindVerdicts verdicts;
    private final StoredJson artifacts;

    FindSchemas(
            AggregateStore<JudgedDataset> datasets,
            SchemaVersions schemas,
            FindVerdicts verdicts,
            StoredJson artifacts) {
        this.datasets = datasets;
        this.schemas = schemas;
        this.verdicts = verdicts;
        this.artifacts = artifacts;
    }

    /** A version of a dataset's schema, written out. */
    public record WrittenSchema(
            String dataset,
            int schemaVersion,
            long inferredFromVersion,
            boolean corrected,
            String by,
            Instant at,
            String reason,
            Schema schema) {}

    /**
     * A schema that demands less than the one in force.
     *
     * @param schemaVersion of the schema in force, which it is to replace
     * @param version of the dataset, which the proposal is made from
     * @param usable whether that version was usable as it is
     * @param changes empty where there is nothing to propose
     */
    public record Proposal(
            String dataset, int schemaVersion, long version, boolean usable, List<Change> changes, Schema schema) {
        public Proposal {
            changes = List.copyOf(changes);
        }
    }

    /**
     * All that the next version will be held to.
     *
     * @param previous what the newest usable version looks like; null where there is none
     */
    public record WrittenStandard(
            String dataset, Standard standard, @Nullable Statistics previous) {}

    /** What the next version will be held to; empty where none was judged yet and nobody wrote a schema. */
    public Optional<WrittenStandard> standard(String project, String dataset) {
        return state(project, dataset).map(state -> {
            var schema = state.schema();
            var previous = state.usableStatistics();
            return new WrittenStandard(
                    dataset,
                    state.standard(schema == null ? null : artifacts.schema(schema.digest())),
                    previous == null ? null : artifacts.read(previous, Statistics.class));
        });
    }

    /** The schema in force; empty where no usable version has come yet and nobody wrote one. */
    public Optional<WrittenSchema> inForce(String project, String dataset) {
        return state(project, dataset)
                .flatMap(state -> Optional.ofNullable(state.schema()))
                .map(version -> written(dataset, version));
    }

    /** One version. */
    public Optional<WrittenSchema> find(String project, String dataset, int version) {
        return schemas.find(project + "/" + dataset, version).map(found -> written(dataset, found));
    }

    /** Versions below one, newest first. */
    public List<SchemaVersion> list(String project, String dataset, int below, int limit) {
        return schemas.list(project + "/" + dataset, below, limit);
    }

    /** Empty where no version was judged by the schema in force. */
    public Optional<Proposal> propose(String project, String dataset) {
        return state(project, dataset)
                .filter(state -> state.latest() != null && state.latest().schemaVersion() == state.schemaVersion())
                .flatMap(state -> propose(project, dataset, state));
    }

    private Optional<Proposal> propose(String project, String dataset, JudgedDataset state) {
        var schema = state.schema();
        var latest = state.latest();
        if (schema == null || latest == null) {
            return Optional.empty();
        }
        var statistics = verdicts.statistics(project, dataset, latest.version());
        var report = verdicts.report(project, dataset, latest.version());
        if (statistics.isEmpty() || report.isEmpty()) {
            return Optional.empty();
        }
        var loosened = LoosenSchema.from(
                artifacts.schema(schema.digest()),
                statistics.get(),
                report.get().findings());
        return Optional.of(new Proposal(
                dataset, schema.version(), latest.version(), latest.usable(), loosened.changes(), loosened.schema()));
    }

    private Optional<JudgedDataset> state(String project, String dataset) {
        return datasets.find(project + "/" + dataset).map(Stored::state);
    }

    private WrittenSchema written(String dataset, SchemaVersion version) {
        return new WrittenSchema(
                dataset,
                version.version(),
                version.inferredFrom(),
                version.corrected(),
                version.by(),
                version.at(),
                version.reason(),
                artifacts.schema(version.digest()));
    }
}
