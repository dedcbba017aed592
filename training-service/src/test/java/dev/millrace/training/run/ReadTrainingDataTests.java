package dev.millrace.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.artifacts.Digest;
import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnLists;
import dev.millrace.datasets.ColumnType;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.ReadModel;
import dev.millrace.messaging.commit.UnavailableException;
import dev.millrace.training.data.DataRange;
import dev.millrace.training.data.DatasetVersion;
import dev.millrace.training.data.DatasetVersions;
import dev.millrace.training.data.FeedbackRange;
import dev.millrace.training.data.LoggedVersion;
import dev.millrace.training.data.Offset;
import dev.millrace.training.pipeline.ActiveRun;
import dev.millrace.training.pipeline.Reason;
import dev.millrace.training.pipeline.RunRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadTrainingDataTests {

    private final List<LoggedVersion> log = new ArrayList<>();

    @TempDir
    private Path directory;

    private int columns = 1;

    private List<Column> wide(ColumnType fare) {
        return IntStream.range(0, columns)
                .mapToObj(column -> new Column(column == 0 ? "fare" : "%060d".formatted(column), fare))
                .toList();
    }

    private void add(long number, ColumnType fare) {
        var version = new DatasetVersion(
                "default",
                "trips",
                number,
                new DatasetVersion.Content(
                        DatasetVersion.Mode.APPEND,
                        5,
                        List.of("%064x".formatted(number)),
                        new ColumnLists(new LocalArtifactStore(directory)).carried(wide(fare))),
                number % 2 == 0 ? "even" : "odd",
                Instant.EPOCH);
        log.add(new LoggedVersion(version, range(0, log.size() + 1L, 0)));
    }

    private static DataRange range(long after, long to, long lowest) {
        return new DataRange(new Offset(after, 5 * after), new Offset(to, 5 * to), lowest, 1, to);
    }

    private ReadTrainingData.Read read(DataRange range) {
        var request = new RunRequest(
                1,
                Reason.NEW_DATA,
                "data.validated",
                List.of(),
                Instant.EPOCH,
                new RunRequest.Triggers(1, List.of()),
                new Lineage("c", null, 0));
        var artifacts = new LocalArtifactStore(directory);
        return new ReadTrainingData(new Logged(log), new ColumnLists(artifacts), artifacts)
                .read("default", new ActiveRun(request, "trips", range, 1, "spec", false, null, null));
    }

    @Test
    void readsAColumnAsTheLatestVersionThatKnowsMoreThanText() {
        add(1, ColumnType.STRING);
        add(2, ColumnType.INTEGER);
        add(3, ColumnType.DOUBLE);
        add(4, ColumnType.STRING);

        assertThat(read(range(0, 4, 0)).data().types()).containsEntry("fare", ColumnType.DOUBLE);
        assertThat(read(range(0, 1, 0)).data().types()).containsEntry("fare", ColumnType.STRING);
    }

    @Test
    void readsLabelledRowsBesidesAndTheirColumnsAsItsOwnDatasetHasThem() {
        add(1, ColumnType.DOUBLE);
        var own = range(0, 1, 0);

        var read = read(own.withFeedback(new FeedbackRange("trips-feedback", own)));
        var manifest = new String(
                new LocalArtifactStore(directory).read(read.data().manifest(), 1_000_000), StandardCharsets.UTF_8);

        assertThat(read.data().versions()).containsExactly(1L);
        assertThat(read.data().parts()).hasSize(2);
        assertThat(read.feedback()).isEqualTo(new FeedbackVersions("trips-feedback", List.of(1L)));
        assertThat(manifest).contains("\"feedback\":{\"dataset\":\"trips-feedback\"");
    }

    @Test
    void writesDownWhatWasReadInPagesAsOneArtifact() {
        for (int number = 1; number <= 1_200; number++) {
            add(number, ColumnType.DOUBLE);
        }

        var read = read(range(100, 1_200, 0));
        var manifest = new String(
                new LocalArtifactStore(directory).read(read.data().manifest(), 1_000_000), StandardCharsets.UTF_8);

        assertThat(read.data().versions()).hasSize(1_100).startsWith(101L).endsWith(1_200L);
        assertThat(read.data().parts()).hasSize(1_100).contains(new Digest("%064x".formatted(101)));
        assertThat(read.broughtBy()).containsExactlyInAnyOrder("odd", "even");
        assertThat(manifest)
                .contains("\"dataset\":\"trips\"", "\"version\":101,")
                .doesNotContain("\"version\":100,");
        assertThat(read(range(100, 1_200, 0)).data().manifest())
                .isEqualTo(read.data().manifest());
    }

    @Test
    void readsTheColumnsOfAWideTableFromTheirArtifact() {
        columns = 2_000;
        add(1, ColumnType.DOUBLE);

        assertThat(log.getFirst().version().content().columns().columns()).isEmpty();
        assertThat(read(range(0, 1, 0)).data().types()).hasSize(2_000).containsEntry("fare", ColumnType.DOUBLE);
    }

    @Test
    void leavesOutLowerNumbersThatCameLate() {
        add(7, ColumnType.DOUBLE);
        add(3, ColumnType.DOUBLE);

        assertThat(read(range(0, 2, 5)).data().versions()).containsExactly(7L);
    }

    @Test
    void waitsForAVersionThatIsNotInItsPlaceYet() {
        add(1, ColumnType.DOUBLE);

        assertThatThrownBy(() -> read(range(0, 2, 0))).isInstanceOf(UnavailableException.class);
    }

    private record Logged(List<LoggedVersion> log) implements DatasetVersions {

        @Override
        public Optional<LoggedVersion> numbered(String project, String dataset, long version) {
            throw new UnsupportedOperationException("versions are read by their positions");
        }

        @Override
        public Optional<LoggedVersion> at(String project, String dataset, long position) {
            throw new UnsupportedOperationException("versions are read in pages");
        }

        @Override
        public List<LoggedVersion> between(String project, String dataset, long afterPosition, long toPosition) {
            return log.subList((int) afterPosition, (int) Math.min(toPosition, log.size()));
        }

        @Override
        public ReadModel row(LoggedVersion version) {
            throw new UnsupportedOperationException("nothing is added here");
        }
    }
}
