package dev.millrace.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.messaging.ReadModel;
import dev.millrace.messaging.commit.UnavailableException;
import dev.millrace.pipelines.PipelineSpec.Versions;
import dev.millrace.training.data.DatasetVersion.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SelectVersionsTests {

    private final Kept kept = new Kept();

    /** One version a day, on the day of its number, of ten rows each. */
    private DataRange daily(int versions, int snapshot) {
        var dataset = Dataset.empty("default", "trips");
        for (long number = 1; number <= versions; number++) {
            var version = DataRangeTests.version(number, 10, number == snapshot ? Mode.SNAPSHOT : Mode.APPEND);
            dataset = dataset.with(version);
            kept.all.add(new LoggedVersion(version, dataset.range()));
        }
        return dataset.range();
    }

    private DataRange select(Versions choice, DataRange all, long day) {
        return new SelectVersions(kept)
                .select("default", "trips", choice, all, Instant.EPOCH.plus(Duration.ofDays(day)));
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
        var late = new Dataset("default", "trips", all).with(DataRangeTests.version(0, 10, Mode.APPEND));

        assertThat(select(new Versions.From(5), late.range(), 100).lowest()).isEqualTo(5);
    }

    @Test
    void looksAtFewOfManyVersions() {
        select(new Versions.Days(30), daily(10_000, 0), 10_000);

        assertThat(kept.lookups).isLessThan(16);
    }

    @Test
    void waitsForAVersionThatIsNotInItsPlaceYet() {
        var all = daily(10, 0);
        kept.all.removeLast();

        assertThatThrownBy(() -> select(new Versions.Last(1), all, 10)).isInstanceOf(UnavailableException.class);
    }

    private static final class Kept implements DatasetVersions {

        private final List<LoggedVersion> all = new ArrayList<>();
        private int lookups;

        @Override
        public Optional<LoggedVersion> numbered(String project, String dataset, long version) {
            return all.stream()
                    .filter(one -> one.version().version() == version)
                    .findFirst();
        }

        @Override
        public Optional<LoggedVersion> at(String project, String dataset, long position) {
            lookups++;
            return position > all.size() ? Optional.empty() : Optional.of(all.get((int) position - 1));
        }

        @Override
        public List<LoggedVersion> between(String project, String dataset, long afterPosition, long toPosition) {
            return all.subList((int) afterPosition, (int) toPosition);
        }

        @Override
        public ReadModel row(LoggedVersion version) {
            return ReadModel.of(version);
        }
    }
}
