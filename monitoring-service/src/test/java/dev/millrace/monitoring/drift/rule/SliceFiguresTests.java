package dev.millrace.monitoring.drift.rule;

import static dev.millrace.monitoring.drift.rule.MadeUpBaselines.AT_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.drift.episode.Agreement;
import dev.millrace.drift.rule.DriftLevel;
import dev.millrace.drift.rule.FalseAlarms;
import dev.millrace.drift.rule.JudgeWindow;
import dev.millrace.drift.rule.Rule;
import dev.millrace.drift.rule.Slices;
import dev.millrace.drift.statistics.Counts;
import dev.millrace.models.Baseline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How often slices alarm on made-up trips, beside what is stated; seeded. */
class SliceFiguresTests {

    private static final Logger log = LoggerFactory.getLogger(SliceFiguresTests.class);

    private static final Rule RULE = new Rule(500, 0.1, 0.1, List.of(), 2, AT_ONCE);
    private static final int TABLES = 20;
    private static final int WINDOWS = 200;

    /** What was seen of the windows of one table. */
    private record Seen(int alarms, int episodes) {}

    private static Seen watched(Slices slices, SplittableRandom random) {
        var agreements = new ArrayList<Agreement>();
        var pools = new ArrayList<List<SlicedTrips.Trip>>();
        slices.named().forEach(_ -> {
            agreements.add(Agreement.NONE);
            pools.add(new ArrayList<>());
        });
        int alarms = 0;
        int episodes = 0;
        for (int window = 0; window < WINDOWS; window++) {
            var trips = SlicedTrips.trips(RULE.windowRows(), random, Map.of());
            boolean alarm = JudgeWindow.judge(slices.whole(), SlicedTrips.counts(slices.whole(), trips), RULE)
                            .level()
                    == DriftLevel.DRIFT;
            for (int slice = 0; slice < slices.count(); slice++) {
                var value = slices.named().get(slice).value();
                var pool = pools.get(slice);
                trips.stream().filter(trip -> trip.payment().equals(value)).forEach(pool::add);
                if (pool.size() >= Rule.LEAST_ROWS) {
                    var level = slices.judge(slice, SlicedTrips.counts(slices.whole(), pool), RULE)
                            .level();
                    alarm |= level == DriftLevel.DRIFT;
                    var at = Instant.EPOCH.plus(Duration.ofMinutes(window));
                    var before = agreements.get(slice);
                    var after = before.after(level.sign(), new Agreement.Span(at, at), 2, Duration.ZERO);
                    episodes += !before.lasts() && after.lasts() ? 1 : 0;
                    agreements.set(slice, after);
                    pool.clear();
                }
            }
            alarms += alarm ? 1 : 0;
        }
        return new Seen(alarms, episodes);
    }

    private static Slices slices(SplittableRandom random) {
        var trips = SlicedTrips.trips(8000, random, Map.of());
        Baseline whole = SlicedTrips.baseline(trips);
        return Slices.of(whole, SlicedTrips.slices(whole, trips));
    }

    @Test
    void alarmHardlyEverWhereNothingMovedAndNotMoreOftenThanStated() {
        int alarms = 0;
        int episodes = 0;
        var stated = new ArrayList<FalseAlarms>();
        for (int table = 0; table < TABLES; table++) {
            var random = new SplittableRandom(table);
            var slices = slices(random);
            stated.add(slices.falseAlarms(RULE, table));
            var seen = watched(slices, random);
            alarms += seen.alarms();
            episodes += seen.episodes();
        }
        double share =
                stated.stream().mapToDouble(FalseAlarms::windowShare).average().orElseThrow();
        double most = stated.stream().mapToDouble(FalseAlarms::to).average().orElseThrow();
        double all = TABLES * (double) WINDOWS;
        log.info(
                "{} alarms and {} episodes of slices in {} windows; stated {}, at most {}",
                alarms,
                episodes,
                all,
                share,
                most);
        assertThat(alarms / all).isLessThanOrEqualTo(most);
        assertThat(share).isLessThan(0.02);
        assertThat(episodes).isLessThanOrEqualTo(2);
    }

    /** Ten per cent of the trips are paid by phone. Their fares move by 0.8 deviations, those of all trips by 0.08, which is not drift. */
    @Test
    void oneThatMovedAloneIsFound() {
        int found = 0;
        for (int table = 0; table < TABLES; table++) {
            var random = new SplittableRandom(table);
            var slices = slices(random);
            var mobile = SlicedTrips.trips(6000, random, Map.of("Mobile", 0.8)).stream()
                    .filter(trip -> trip.payment().equals("Mobile"))
                    .limit(Rule.LEAST_ROWS)
                    .toList();
            var counts = SlicedTrips.counts(slices.whole(), mobile);
            assertThat(Counts.sum(counts.getFirst())).isEqualTo(Rule.LEAST_ROWS);
            found += slices.judge(2, counts, RULE).level() == DriftLevel.DRIFT ? 1 : 0;
        }
        assertThat(found).isEqualTo(TABLES);
    }

    /** Three slices are tested three times as strictly as one. */
    @Test
    void areTestedTheMoreStrictlyTheMoreThereAre() {
        var random = new SplittableRandom(1);
        var slices = slices(random);
        var alone = Slices.of(slices.whole(), slices.named().subList(0, 1));
        var trips = SlicedTrips.trips(900, random, Map.of("Cash", 0.1)).stream()
                .filter(trip -> trip.payment().equals("Cash"))
                .toList();
        var counts = SlicedTrips.counts(slices.whole(), trips);

        var amongThree = slices.judge(0, counts, RULE).columns().getFirst();
        var byItself = alone.judge(0, counts, RULE).columns().getFirst();
        assertThat(amongThree.significance().pValue())
                .isEqualTo(byItself.significance().pValue());
        assertThat(amongThree.significance().adjustedP())
                .isEqualTo(Math.min(1, 3 * byItself.significance().adjustedP()));
    }
}
