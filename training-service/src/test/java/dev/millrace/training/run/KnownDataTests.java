package dev.millrace.training.run;

import static dev.millrace.training.run.Pipelines.version;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KnownDataTests {

    private static final KnownData THREE =
            KnownData.NONE.with(version(1, 10)).with(version(2, 20)).with(version(4, 40));

    private static DatasetVersion snapshot(long number) {
        return new DatasetVersion(
                "default", "trips", number, DatasetVersion.Mode.SNAPSHOT, 5, List.of(), List.of(), "ingo");
    }

    @Test
    void whatIsAppendedAddsUp() {
        assertThat(THREE.numbers()).containsExactly(1L, 2L, 4L);
        assertThat(THREE.rows()).isEqualTo(70);
        assertThat(THREE.rowsBeyond(List.of(1L, 4L))).isEqualTo(20);
    }

    @Test
    void aSnapshotReplacesWhatCameBeforeIt() {
        assertThat(THREE.with(snapshot(3)).numbers()).containsExactly(3L, 4L);
        assertThat(THREE.with(snapshot(5)).numbers()).containsExactly(5L);
    }

    @Test
    void aVersionIsNewOnce() {
        assertThat(THREE.isNew(2)).isFalse();
        assertThat(THREE.isNew(3)).isTrue();
        assertThat(THREE.with(snapshot(5)).isNew(3)).isFalse();
    }

    @Test
    void lateVersionsFindTheirPlace() {
        assertThat(THREE.with(version(3, 30)).numbers()).containsExactly(1L, 2L, 3L, 4L);
    }
}
