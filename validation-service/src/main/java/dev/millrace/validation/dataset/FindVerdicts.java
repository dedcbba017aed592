package dev.millrace.validation.dataset;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Details;
import dev.millrace.messaging.Stored;
import dev.millrace.validation.rule.Schema;
import dev.millrace.validation.rule.Statistics;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Looks up what was decided, for people and programs that ask. */
@Component
public class FindVerdicts {

    private static final long MAX_DOCUMENT_BYTES = 64 << 20;

    private final AggregateStore<JudgedDataset> datasets;
    private final Details<KeptSchema> schemas;
    private final Details<Verdict> verdicts;
    private final ArtifactStore artifacts;
    private final JsonMapper json;

    FindVerdicts(Aggregates aggregates, ArtifactStore artifacts, JsonMapper json) {
        this.datasets = aggregates.of(JudgedDataset.TYPE);
        this.schemas = aggregates.details("schemas", KeptSchema.class);
        this.verdicts = aggregates.details("verdicts", Verdict.class);
        this.artifacts = artifacts;
        this.json = json;
    }

    /** A dataset's schema in force. */
    public record SchemaInForce(String dataset, int schemaVersion, long inferredFromVersion, Schema schema) {}

    /** The schema in force; empty where no usable version has come yet. */
    public Optional<SchemaInForce> schema(String project, String dataset) {
        return datasets.find(project + "/" + dataset)
                .map(Stored::state)
                .flatMap(state -> Optional.ofNullable(state.schemaId()))
                .flatMap(schemas::find)
                .map(kept -> new SchemaInForce(dataset, kept.version(), kept.inferredFrom(), kept.schema()));
    }

    /** The report on a version. */
    public Optional<Report> report(String project, String dataset, long version) {
        return verdict(project, dataset, version).map(verdict -> read(verdict.report(), Report.class));
    }

    /** The statistics of a version. */
    public Optional<Statistics> statistics(String project, String dataset, long version) {
        return verdict(project, dataset, version).map(verdict -> read(verdict.statistics(), Statistics.class));
    }

    private Optional<Verdict> verdict(String project, String dataset, long version) {
        String id = project + "/" + dataset;
        return datasets.find(id)
                .flatMap(stored -> stored.state().last(version))
                .or(() -> verdicts.find(Verdict.id(id, version)));
    }

    private <T> T read(String digest, Class<T> type) {
        return json.readValue(artifacts.read(new Digest(digest), MAX_DOCUMENT_BYTES), type);
    }
}
