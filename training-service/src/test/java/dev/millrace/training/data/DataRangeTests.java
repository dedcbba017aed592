package dev.millrace.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.datasets.ColumnList;
import dev.millrace.messaging.Lineage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DataRangeTests {

    static final Lineage EFFECT = new Lineage("cascade", "event", 1);

    private static final Dataset THREE = Dataset.empty("default", "trips")
            .with(version(1, 10, DatasetVersion.Mode.APPEND), EFFECT)
            .with(version(2, 20, DatasetVersion.Mode.APPEND), EFFECT)
            .with(version(4, 40, DatasetVersion.Mode.APPEND), EFFECT);

    static DatasetVersion version(long number, long rows, DatasetVersion.Mode mode) {
        return new DatasetVersion(
                "default",
                "trips",
                number,
                new DatasetVersion.Content(mode, rows, List.of(), new ColumnList(List.of(), null)),
                "ingo",
                Instant.EPOCH.plusSeconds(86_400 * number));
    }

    @Test
    void whatIsAppendedAddsUp() {
        var range = THREE.range();

        assertThat(range.count()).isEqualTo(3);
        assertThat(range.rows()).isEqualTo(70);
        assertThat(range.described()).isEqualTo("of 3 versions, from 1 to 4");
    }

    @Test
    void rowsAreNewBehindThePointUpToWhichWasRead() {
        var read = Dataset.empty("default", "trips")
                .with(version(1, 10, DatasetVersion.Mode.APPEND), EFFECT)
                .range();

        assertThat(THREE.range().rowsAfter(read.end(), null)).isEqualTo(60);
        assertThat(THREE.range().rowsAfter(THREE.range().end(), null)).isZero();
    }

    @Test
    void aSnapshotReplacesWhatCameBeforeIt() {
        var replaced = THREE.with(version(5, 5, DatasetVersion.Mode.SNAPSHOT), EFFECT);

        assertThat(replaced.range().count()).isEqualTo(1);
        assertThat(replaced.range().rows()).isEqualTo(5);
        assertThat(replaced.range().rowsAfter(THREE.range().end(), null)).isEqualTo(5);
        assertThat(replaced.isReplaced(4)).isTrue();
        assertThat(replaced.isReplaced(6)).isFalse();
    }

    @Test
    void aSnapshotThatComesLateLeavesOutOnlyWhatItReplaces() {
        var late = THREE.with(version(3, 5, DatasetVersion.Mode.SNAPSHOT), EFFECT);

        assertThat(late.range().lowest()).isEqualTo(3);
        assertThat(late.range().last()).isEqualTo(4);
        assertThat(late.isReplaced(2)).isTrue();
    }

    @Test
    void versionsThatComeLateAreAdded() {
        assertThat(THREE.with(version(3, 30, DatasetVersion.Mode.APPEND), EFFECT)
                        .range()
                        .rows())
                .isEqualTo(100);
    }

    @Test
    void countsLabelledRowsWithThoseOfItsOwnDataset() {
        var feedback = new FeedbackRange("trips-feedback", THREE.range());
        var range = THREE.range().withFeedback(feedback);
        var later = range.withFeedback(new FeedbackRange(
                "trips-feedback",
                THREE.with(version(9, 7, DatasetVersion.Mode.APPEND), EFFECT).range()));
        var end = range.end();

        assertThat(range.rows()).isEqualTo(2 * THREE.range().rows());
        assertThat(later.rowsAfter(end, feedback.end())).isEqualTo(7);
        assertThat(later.rowsAfter(end, null)).isEqualTo(THREE.range().rows() + 7);
        assertThat(later.rowsAfter(end, new FeedbackRange.Point("others", end)))
                .isEqualTo(THREE.range().rows() + 7);
        assertThat(range.reaches(later)).isFalse();
        assertThat(later.reaches(range)).isTrue();
        assertThat(range.reaches(THREE.range())).isTrue();
        assertThat(THREE.range().orLater(later)).isEqualTo(later);
        assertThat(later.orLater(range)).isEqualTo(later);
        assertThat(later.position()).isEqualTo(range.position() + 1);
    }
}
