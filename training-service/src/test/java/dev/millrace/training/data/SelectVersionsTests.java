package dev.millrace.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.messaging.commit.UnavailableException;
import dev.millrace.pipelines.DataSpec.Versions;
import dev.millrace.training.data.DatasetVersion.Mode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SelectVersionsTests {

    private final DailyVersions kept = new DailyVersions();

    private DataRange daily(int versions, int snapshot) {
        return kept.add(versions, snapshot);
    }

    private DataRange select(Versions choice, DataRange all, long day) {
        return kept.select().select("default", "trips", choice, all, Instant.EPOCH.plus(Duration.ofDays(day)));
    }

    private static void assertVersions(DataRange range, long first, long last) {
        assertThat(range.first()).isEqualTo(first);
        assertThat(range.last()).isEqualTo(last);
        assertThat(range.count()).isEqualTo(last - first + 1);
        assertThat(range.rows()).isEqualTo(10 * (last - first + 1));
    }

    @Test
    void selectsAllSinceTheLastSnapshot() {
        assertVersions(select(new Versions.All(), daily(100, 40), 100), 40, 100);
    }

    @Test
    void selectsTheLastOnes() {
        var all = daily(100, 40);

        assertVersions(select(new Versions.Last(1), all, 100), 100, 100);
        assertVersions(select(new Versions.Last(10), all, 100), 91, 100);
        assertVersions(select(new Versions.Last(90), all, 100), 40, 100);
    }

    @Test
    void selectsThoseOfTheLastDays() {
        var all = daily(100, 40);

        assertVersions(select(new Versions.Days(30), all, 101), 71, 100);
        assertVersions(select(new Versions.Days(90), all, 101), 40, 100);
        assertThat(select(new Versions.Days(30), all, 131).isEmpty()).isTrue();
    }

    @Test
    void selectsThoseFromANumberOn() {
        var all = daily(100, 40);

        assertVersions(select(new Versions.From(17), all, 100), 40, 100);
        assertVersions(select(new Versions.From(77), all, 100), 77, 100);
        assertThat(select(new Versions.From(101), all, 100).isEmpty()).isTrue();
    }

    @Test
    void leavesOutALowerNumberThatComesLate() {
        var all = daily(10, 0);
        var late = new Dataset("default", "trips", all, null)
                .with(DataRangeTests.version(0, 10, Mode.APPEND), DataRangeTests.EFFECT);

        assertThat(select(new Versions.From(5), late.range(), 100).lowest()).isEqualTo(5);
    }

    @Test
    void looksAtFewOfManyVersions() {
        select(new Versions.Days(30), daily(10_000, 0), 10_000);

        assertThat(kept.lookups()).isLessThan(16);
    }

    @Test
    void waitsForAVersionThatIsNotInItsPlaceYet() {
        var all = daily(10, 0);
        kept.loseLast();

        assertThatThrownBy(() -> select(new Versions.Last(1), all, 10)).isInstanceOf(UnavailableException.class);
    }
}
