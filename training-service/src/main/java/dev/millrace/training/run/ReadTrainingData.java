package dev.millrace.training.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnList;
import dev.millrace.datasets.ColumnLists;
import dev.millrace.datasets.ColumnType;
import dev.millrace.messaging.commit.UnavailableException;
import dev.millrace.pipelines.FeedbackColumns;
import dev.millrace.training.data.DataRange;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
     * @param feedback answered and labelled rows that are among it; null where there are none
     */
    record Read(
            TrainingData data,
            Set<String> broughtBy,
            @Nullable FeedbackVersions feedback) {
        Read {
            broughtBy = new LinkedHashSet<>(broughtBy);
        }
    }

    /**
     * The artifact: what a run read, version by version.
     *
     * @param feedback answered and labelled rows; null where none were read
     */
    record DataManifest(
            String dataset,
            List<Column> columns,
            List<Version> versions,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Feedback feedback) {

        /** One version, with the digests of its files. */
        record Version(long version, long rows, List<String> parts) {}

        /** The versions of the dataset of answered and labelled rows. */
        record Feedback(String dataset, List<Version> versions) {}
    }

    /** What is read of one dataset. */
    private record Listed(List<DataManifest.Version> versions, Map<String, ColumnType> types, Set<String> broughtBy) {

        static Listed nothing() {
            return new Listed(new ArrayList<>(), new TreeMap<>(), new LinkedHashSet<>());
        }

        List<Long> numbers() {
            return versions.stream().map(DataManifest.Version::version).toList();
        }

        Stream<Digest> parts() {
            return versions.stream()
                    .flatMap(version -> version.parts().stream())
                    .map(Digest::new);
        }
    }

    Read read(String project, ActiveRun run) {
        var own = listed(project, run.dataset(), run.data());
        var range = run.data().feedback();
        var besides = range == null ? "" : range.dataset();
        var feedback = range == null ? Listed.nothing() : listed(project, besides, range.range());
        var types = new TreeMap<>(feedback.types());
        types.keySet().removeIf(FeedbackColumns::contain);
        // The pipeline's own dataset knows better than rows that were gathered what its columns are.
        types.putAll(own.types());
        var columns = types.entrySet().stream()
                .map(column -> new Column(column.getKey(), column.getValue()))
                .toList();
        boolean none = feedback.versions().isEmpty();
        var manifest = artifacts.put(JSON.writeValueAsBytes(new DataManifest(
                run.dataset(),
                columns,
                own.versions(),
                none ? null : new DataManifest.Feedback(besides, feedback.versions()))));
        var broughtBy = new LinkedHashSet<>(own.broughtBy());
        broughtBy.addAll(feedback.broughtBy());
        var parts = Stream.concat(own.parts(), feedback.parts()).toList();
        return new Read(
                new TrainingData(run.dataset(), own.numbers(), parts, types, manifest),
                broughtBy,
                none ? null : new FeedbackVersions(besides, feedback.numbers()));
    }

    private Listed listed(String project, String dataset, DataRange range) {
        var listed = Listed.nothing();
        var columnsOf = new HashMap<ColumnList, List<Column>>();
        long position = range.start().versions();
        while (position < range.end().versions()) {
            long to = Math.min(position + PAGE, range.end().versions());
            for (var logged : page(project, dataset, position, to)) {
                if (logged.version().version() >= range.lowest()) {
                    var carried = logged.version().content().columns();
                    merge(columnsOf.computeIfAbsent(carried, columnLists::columns), listed.types());
                    add(logged, listed.broughtBy(), listed.versions());
                }
            }
            position = to;
        }
        return listed;
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
