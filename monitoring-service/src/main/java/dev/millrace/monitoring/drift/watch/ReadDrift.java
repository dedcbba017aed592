package dev.millrace.monitoring.drift.watch;

import dev.millrace.drift.rule.Rule;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Stored;
import dev.millrace.models.Baseline;
import dev.millrace.monitoring.ModelRole;
import dev.millrace.monitoring.PartitionStates;
import dev.millrace.monitoring.drift.rule.Rules;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers what was found of a model. */
public class ReadDrift {

    private final AggregateStore<Watch> watches;
    private final PartitionStates<PartitionCounts> partitions;
    private final JudgedWindows windows;
    private final WatchedModels models;
    private final Baselines baselines;
    private final Rules rules;
    private final InstantSource clock;

    public ReadDrift(
            Aggregates aggregates,
            JudgedWindows windows,
            WatchedModels models,
            Baselines baselines,
            Rules rules,
            InstantSource clock) {
        this.clock = clock;
        this.models = models;
        this.watches = CloseWindows.watches(aggregates);
        this.partitions = PartitionCounts.in(aggregates);
        this.windows = windows;
        this.baselines = baselines;
        this.rules = rules;
    }

    /**
     * How a model drifts.
     *
     * @param until only windows that ended by then; null for all
     * @param limit windows to tell of, earlier generations' included
     */
    public Optional<DriftView> find(String project, String model, @Nullable Instant until, int limit) {
        var id = ModelRole.champion(project, model).id();
        return watches.find(id).map(Stored::state).map(watch -> {
            var counts = partitions.of(id, watch.generation());
            return new View(watch, counts, rules.of(project, watch.approved().pipeline()))
                    .of(windows.newest(id, 1), windows.ended(id, until, limit));
        });
    }

    /**
     * What a version's traffic is, or was, compared with; empty where nothing is known of the generation.
     *
     * @param generation null for the one that is watched now
     */
    public Optional<Found> baseline(String project, String model, @Nullable Long generation) {
        var approved = generation == null
                ? watches.find(ModelRole.champion(project, model).id())
                        .map(Stored::state)
                        .map(Watch::approved)
                : models.generation(project, model, generation);
        return approved.map(each -> switch (baselines.find(each.packageDigest())) {
            case Baselines.Lookup.Unreadable(var code, var why) -> new Found.Unreadable(code, why);
            case Baselines.Lookup.Found(var baseline) ->
                new Found.Read(BaselineView.of(
                        each,
                        baseline.baseline(),
                        rules.of(project, each.pipeline()).critical()));
        });
    }

    /** What came of a look for a baseline. */
    public sealed interface Found {

        record Read(BaselineView baseline) implements Found {}

        /** It is missing or damaged. */
        record Unreadable(String code, String detail) implements Found {}
    }

    /** Names of models that are watched, in their order. */
    public List<String> models(String project, int limit) {
        return models.list(project, null, "", limit).stream()
                .map(WatchedModels.Watched::model)
                .toList();
    }

    /** What the answer is put together from. */
    private final class View {

        private final Watch watch;
        private final Rule rule;
        private final Baselines.Lookup lookup;
        private final CountedRows counted;
        private final DriftView.Collecting collecting;

        View(Watch watch, Map<Integer, PartitionCounts> counts, Rule rule) {
            this.watch = watch;
            this.rule = rule;
            this.lookup = baselines.find(watch.approved().packageDigest());
            this.counted =
                    counts.values().stream().map(PartitionCounts::counted).reduce(CountedRows.NONE, CountedRows::plus);
            this.collecting = collecting(watch, counts, rule);
        }

        DriftView of(List<JudgedWindow> newest, List<JudgedWindow> told) {
            var last = newest.stream()
                    .filter(window -> window.generation() == watch.generation())
                    .findFirst();
            return new DriftView(
                    watch.approved().model(),
                    watch.version(),
                    watch.role(),
                    watch.generation(),
                    status(last),
                    detail(last),
                    watch.agreement().episode(),
                    watch.isSkewed(),
                    watch.firstWindow(),
                    rule,
                    unwatched(),
                    baselineRows(),
                    collecting,
                    counted.other(),
                    counted.unreadable(),
                    falseAlarms(),
                    slices(),
                    told);
        }

        private List<SliceView> slices() {
            return lookup instanceof Baselines.Lookup.Found(var baseline)
                    ? SliceView.of(baseline.slices().named(), watch)
                    : List.of();
        }

        /** Critical columns that the version was made without, or before anybody called them so. */
        private List<String> unwatched() {
            if (!(lookup instanceof Baselines.Lookup.Found(var baseline))) {
                return List.of();
            }
            var watched = baseline.baseline().columns().stream()
                    .map(Baseline.Column::name)
                    .toList();
            return rule.critical().stream()
                    .filter(column -> !watched.contains(column))
                    .toList();
        }

        private long baselineRows() {
            return lookup instanceof Baselines.Lookup.Found(var baseline)
                    ? baseline.baseline().rows()
                    : 0;
        }

        private DriftView.FalseAlarmsView falseAlarms() {
            return switch (lookup) {
                case Baselines.Lookup.Unreadable unreadable -> DriftView.FalseAlarmsView.UNKNOWN;
                case Baselines.Lookup.Found(var baseline) -> {
                    var expected = baseline.falseAlarms(rule);
                    yield DriftView.FalseAlarmsView.of(
                            expected,
                            expected.perWeek(rule, counted.compared(), counted.from(), counted.to())
                                    .orElse(null));
                }
            };
        }

        /** Since when nothing was answered, where that is longer than any window lasts; null where it is not. */
        private @Nullable Instant quietSince(Optional<JudgedWindow> last) {
            var newest = Stream.concat(
                            last.map(window -> window.extent().to()).stream(), Stream.ofNullable(collecting.to()))
                    .max(Instant::compareTo);
            return newest.filter(at -> at.plus(rule.timing().atMost()).isBefore(clock.instant()))
                    .orElse(null);
        }

        private DriftView.Status status(Optional<JudgedWindow> last) {
            return quietSince(last) != null || baselineRows() < Rule.LEAST_ROWS
                    ? DriftView.Status.NOT_ENOUGH_DATA
                    : last.map(DriftView.Status::of).orElse(DriftView.Status.NOT_ENOUGH_DATA);
        }

        private String detail(Optional<JudgedWindow> last) {
            if (lookup instanceof Baselines.Lookup.Unreadable(var code, var why)) {
                return "The baseline cannot be read, so rows are not compared: %s (%s)".formatted(code, why);
            }
            if (baselineRows() < Rule.LEAST_ROWS) {
                return "The baseline has %d rows; fewer than %d are not judged"
                        .formatted(baselineRows(), Rule.LEAST_ROWS);
            }
            var quiet = quietSince(last);
            if (quiet != null) {
                return "Nothing was answered since %s, which is longer than a window of %s; %d rows wait"
                        .formatted(quiet, rule.timing().atMost(), collecting.rows());
            }
            return last.map(this::detail).orElseGet(this::firstWindow);
        }

        private String firstWindow() {
            return collecting.rows() < rule.windowRows()
                    ? "%d of %d rows of the first window were answered".formatted(collecting.rows(), rule.windowRows())
                    : "%d rows of the first window were answered; it has the %d that it needs, and is closed once it has lasted %s"
                            .formatted(
                                    collecting.rows(),
                                    rule.windowRows(),
                                    rule.timing().atLeast());
        }

        private String detail(JudgedWindow window) {
            long rows = window.extent().rows();
            if (rows < Rule.LEAST_ROWS) {
                return "The last window closed after %s with %d rows; fewer than %d are not judged"
                        .formatted(rule.timing().atMost(), rows, Rule.LEAST_ROWS);
            }
            var drifting = slices().stream()
                    .filter(slice -> slice.since() != null)
                    .map(SliceView::slice)
                    .collect(Collectors.joining(", "));
            var pooled = window.driftingAsOne();
            return "%d windows in a row drifted; %d in a row make a drift%s%s"
                    .formatted(
                            window.ruling().windowsInARow(),
                            rule.windowsInARow(),
                            pooled == null ? "" : "; the last %d drift, judged as one".formatted(pooled.windows()),
                            drifting.isEmpty() ? "" : "; slices that drift: " + drifting);
        }
    }

    private static DriftView.Collecting collecting(Watch watch, Map<Integer, PartitionCounts> counts, Rule rule) {
        long rows = 0;
        for (var each : counts.entrySet()) {
            rows += each.getValue().rowsWaiting(watch.taken(each.getKey()));
        }
        if (rows == 0) {
            return new DriftView.Collecting(0, rule.windowRows(), null, null);
        }
        var times = counts.entrySet().stream()
                .flatMap(each -> each.getValue().waitingTimes(watch.taken(each.getKey())))
                .sorted()
                .toList();
        return new DriftView.Collecting(rows, rule.windowRows(), times.getFirst(), times.getLast());
    }
}
