package dev.millrace.ingestion.dataset;

import dev.millrace.ingestion.dataset.DatasetState.VersionRef;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Details;
import dev.millrace.messaging.Stored;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Answers what datasets there are and what they hold. */
public final class FindDatasets {

    private final AggregateStore<DatasetState> datasets;
    private final Details<DatasetVersion> records;

    FindDatasets(AggregateStore<DatasetState> datasets, Details<DatasetVersion> records) {
        this.datasets = datasets;
        this.records = records;
    }

    /** By name, after {@code after}. */
    public List<NamedDataset> list(String project, String after, int limit) {
        var prefix = project + "/";
        return datasets.list(prefix, after.isEmpty() ? "" : prefix + after, limit).stream()
                .map(stored -> named(prefix, stored))
                .toList();
    }

    public Optional<NamedDataset> find(String project, String dataset) {
        return datasets.find(project + "/" + dataset).map(stored -> named(project + "/", stored));
    }

    /** Newest first, before {@code before}. */
    public Optional<List<NumberedVersion>> versions(String project, String dataset, long before, int limit) {
        return find(project, dataset)
                .map(found -> found.state().versions().values().stream()
                        .filter(ref -> ref.number() < before)
                        .sorted(Comparator.comparingLong(VersionRef::number).reversed())
                        .limit(limit)
                        .map(ref -> numbered(project, dataset, ref))
                        .toList());
    }

    public Optional<NumberedVersion> version(String project, String dataset, long number) {
        return find(project, dataset)
                .flatMap(found -> found.state().versions().values().stream()
                        .filter(ref -> ref.number() == number)
                        .findFirst())
                .map(ref -> numbered(project, dataset, ref));
    }

    private NumberedVersion numbered(String project, String dataset, VersionRef ref) {
        var id = project + "/" + dataset + "/" + ref.record();
        return new NumberedVersion(dataset, ref.number(), records.find(id).orElseThrow());
    }

    private static NamedDataset named(String prefix, Stored<DatasetState> stored) {
        return new NamedDataset(stored.id().substring(prefix.length()), stored.state());
    }

    /** A dataset with its name. */
    public record NamedDataset(String name, DatasetState state) {}
}
