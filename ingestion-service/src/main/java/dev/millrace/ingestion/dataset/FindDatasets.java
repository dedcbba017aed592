package dev.millrace.ingestion.dataset;

import dev.millrace.datasets.Column;
import dev.millrace.ingestion.dataset.check.Habits;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Looks up what datasets there are and what they hold. */
public final class FindDatasets {

    private final AggregateStore<DatasetState> datasets;
    private final Versions versions;
    private final EstablishedColumns columns;

    FindDatasets(AggregateStore<DatasetState> datasets, Versions versions, EstablishedColumns columns) {
        this.datasets = datasets;
        this.versions = versions;
        this.columns = columns;
    }

    /** By name, after {@code after}. */
    public List<Dataset> list(String project, String after, int limit) {
        var prefix = project + "/";
        return datasets.list(prefix, after.isEmpty() ? "" : prefix + after, limit).stream()
                .map(stored -> dataset(prefix, stored))
                .toList();
    }

    /** The first names alone. */
    public List<String> names(String project, int limit) {
        var prefix = project + "/";
        return datasets.list(prefix, "", limit).stream()
                .map(stored -> stored.id().substring(prefix.length()))
                .toList();
    }

    public Optional<Dataset> find(String project, String dataset) {
        return datasets.find(project + "/" + dataset).map(stored -> dataset(project + "/", stored));
    }

    /** Of a dataset that there is. */
    public Optional<SettingsInForce> settings(String project, String dataset) {
        return datasets.find(project + "/" + dataset)
                .map(stored -> stored.state().settings());
    }

    /** Newest first, before {@code before}; empty where there is no such dataset. */
    public Optional<List<VersionWithColumns>> versions(String project, String dataset, long before, int limit) {
        var page = versions.list(project, dataset, before, limit);
        return page.isEmpty() && datasets.find(project + "/" + dataset).isEmpty()
                ? Optional.empty()
                : Optional.of(page.stream().map(this::withColumns).toList());
    }

    public Optional<VersionWithColumns> version(String project, String dataset, long number) {
        return versions.find(project, dataset, number).map(this::withColumns);
    }

    /** The version with its columns written out. */
    public VersionWithColumns withColumns(NumberedVersion version) {
        return new VersionWithColumns(
                version, columns.columns(version.version().content().columns()));
    }

    private Dataset dataset(String prefix, Stored<DatasetState> stored) {
        var state = stored.state();
        return new Dataset(
                stored.id().substring(prefix.length()),
                state.lastVersion(),
                columns.columns(state.columns()),
                state.isSettled(),
                state.habits(),
                state.changedAt());
    }

    /**
     * A dataset.
     *
     * @param columns with the types that its versions established
     * @param settled whether the next file keeps to these types; false where the settings have changed since
     * @param habits that the next file keeps to
     */
    public record Dataset(
            String name, long versions, List<Column> columns, boolean settled, Habits habits, Instant changedAt) {}

    /** A version and its columns. */
    public record VersionWithColumns(NumberedVersion numbered, List<Column> columns) {}
}
