package dev.millrace.validation.dataset;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Stored;
import dev.millrace.validation.rule.Schema;
import dev.millrace.validation.rule.Statistics;
import java.util.Optional;
import java.util.function.Function;

/** Looks up what was decided, for people and programs that ask. */
public final class FindVerdicts {

    private final AggregateStore<JudgedDataset> datasets;
    private final Verdicts verdicts;
    private final StoredJson artifacts;

    FindVerdicts(AggregateStore<JudgedDataset> datasets, Verdicts verdicts, StoredJson artifacts) {
        this.datasets = datasets;
        this.verdicts = verdicts;
        this.artifacts = artifacts;
    }

    /** A dataset's schema in force. */
    public record SchemaInForce(String dataset, int schemaVersion, long inferredFromVersion, Schema schema) {}

    /** The schema in force; empty where no usable version has come yet. */
    public Optional<SchemaInForce> schema(String project, String dataset) {
        return datasets.find(project + "/" + dataset)
                .map(Stored::state)
                .flatMap(state -> Optional.ofNullable(state.schema()))
                .map(kept -> new SchemaInForce(
                        dataset, kept.version(), kept.inferredFrom(), artifacts.schema(kept.digest())));
    }

    /** The report on a version. */
    public Optional<Report> report(String project, String dataset, long version) {
        return read(project, dataset, version, Verdict::report, Report.class);
    }

    /** The statistics of a version. */
    public Optional<Statistics> statistics(String project, String dataset, long version) {
        return read(project, dataset, version, Verdict::statistics, Statistics.class);
    }

    private <T> Optional<T> read(
            String project, String dataset, long version, Function<Verdict, String> digest, Class<T> type) {
        return verdicts.find(project + "/" + dataset, version)
                .map(digest)
                .filter(each -> !each.isEmpty())
                .map(each -> artifacts.read(each, type));
    }
}
