package dev.millrace.training.run;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnList;
import dev.millrace.datasets.ColumnLists;
import dev.millrace.datasets.ColumnType;
import dev.millrace.messaging.commit.UnavailableException;
import dev.millrace.training.data.DatasetVersions;
import dev.millrace.training.data.LoggedVersion;
import dev.millrace.training.learn.TrainingData;
import dev.millrace.training.pipeline.ActiveRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** Puts together what a run reads, and writes it down as an artifact. The same run always finds the same. */
class ReadTrainingData {

    private static final int PAGE = 500;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final DatasetVersions versions;
    private final ColumnLists columnLists;
    private final ArtifactStore artifacts;

    ReadTrainingData(DatasetVersions versions, ColumnLists columnLists, ArtifactStore artifacts) {
        this.versions = versions;
        this.columnLists = columnLists;
        this.artifacts = artifacts;
    }

    /**
     * What a run reads.
     *
     * @param broughtBy everybody who brought a version of it
     */
    record Read(TrainingData data, Set<String> broughtBy) {
        Read {
            broughtBy = new LinkedHashSet<>(broughtBy);
        }
    }

    /** The artifact: what a run read, version by version. */
    record DataManifest(String dataset, List<Column> columns, List<Version> versions) {

        /** One version, with the digests of its files. */
        record Version(long version, long rows, List<String> parts) {}
    }

    Read read(String project, ActiveRun run) {
        var broughtBy = new LinkedHashSet<String>();
        Map<String, ColumnType> types = new TreeMap<>();
        Map<ColumnList, List<Column>> columnsOf = new HashMap<>();
        List<DataManifest.Version> listed = new ArrayList<>();
        var range = run.data();
        long position = range.start().versions();
        while (position < range.end().versions()) {
            long to = Math.min(position + PAGE, range.end().versions());
            for (LoggedVersion logged : page(project, run.dataset(), position, to)) {
                if (logged.version().version() >= range.lowest()) {
                    var carried = logged.version().content().columns();
                    merge(columnsOf.computeIfAbsent(carried, columnLists::columns), types);
                    add(logged, broughtBy, listed);
                }
            }
            position = to;
        }
        var columns = types.entrySet().stream()
                .map(column -> new Column(column.getKey(), column.getValue()))
                .toList();
        var manifest = artifacts.put(JSON.writeValueAsBytes(new DataManifest(run.dataset(), columns, listed)));
        return new Read(
                new TrainingData(
                        run.dataset(),
                        listed.stream().map(DataManifest.Version::version).toList(),
                        listed.stream()
                                .flatMap(version -> version.parts().stream())
                                .map(Digest::new)
                                .toList(),
                        types,
                        manifest),
                broughtBy);
    }

    private List<LoggedVersion> page(String project, String dataset, long after, long to) {
        var page = versions.between(project, dataset, after, to);
        if (page.size() < to - after) {
            throw UnavailableException.notYet(
                    "%d versions of %s are not in their places yet".formatted(to - after - page.size(), dataset));
        }
        return page;
    }

    /**
     * A column is read as what the latest version says that knows more than text: a column without any value is stored as text.
     */
    private static void merge(List<Column> columns, Map<String, ColumnType> types) {
        for (var column : columns) {
            types.merge(column.name(), column.type(), (before, now) -> now == ColumnType.STRING ? before : now);
        }
    }

    private static void add(LoggedVersion logged, Set<String> broughtBy, List<DataManifest.Version> listed) {
        var version = logged.version();
        if (version.arrivedBy() != null) {
            broughtBy.add(version.arrivedBy());
        }
        var content = version.content();
        listed.add(new DataManifest.Version(version.version(), content.rows(), content.parts()));
    }
}
