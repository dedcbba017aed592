package dev.millrace.monitoring.drift;

import dev.millrace.messaging.Aggregates;
import java.util.List;
import java.util.Optional;

/** Answers what was found of a model. */
public class ReadDrift {

    private final Watches watches;
    private final References references;
    private final Rules rules;

    ReadDrift(Aggregates aggregates, References references, Rules rules) {
        this.watches = Watches.in(aggregates);
        this.references = references;
        this.rules = rules;
    }

    /** @param limit windows to tell of, earlier generations' included */
    public Optional<DriftView> find(String project, String model, int limit) {
        String id = project + "/" + model;
        return watches.watches()
                .find(id)
                .map(stored -> view(
                        stored.state(),
                        rules.of(project, stored.state().approved().pipeline()),
                        watches.windows().list(id + "/", limit)));
    }

    private DriftView view(Watch watch, Rule rule, List<JudgedWindow> windows) {
        Optional<JudgedWindow> last = windows.stream()
                .filter(window -> window.generation() == watch.generation())
                .findFirst();
        Tally tally = watch.tally();
        return new DriftView(
                watch.approved().model(),
                watch.version(),
                watch.generation(),
                status(watch, last),
                detail(watch, rule, last),
                watch.agreement().announced(),
                rule,
                watch.baselineRows(),
                new DriftView.Collecting(tally.rows(), rule.windowRows(), tally.from(), tally.to()),
                watch.otherRows(),
                falseAlarms(watch, rule),
                windows);
    }

    private DriftView.FalseAlarmsView falseAlarms(Watch watch, Rule rule) {
        double share = references.of(watch.approved().packageDigest()).falseAlarms(rule);
        return new DriftView.FalseAlarmsView(
                share,
                FalseAlarms.DRAWS,
                FalseAlarmRate.perWeek(share, watch, rule).orElse(null));
    }

    private static DriftView.Status status(Watch watch, Optional<JudgedWindow> last) {
        if (last.isEmpty() || watch.baselineRows() < Rule.LEAST_ROWS) {
            return DriftView.Status.NOT_ENOUGH_DATA;
        }
        return switch (last.get().level()) {
            case NONE -> DriftView.Status.NONE;
            case POSSIBLE -> DriftView.Status.POSSIBLE;
            case DRIFT -> DriftView.Status.DRIFT;
        };
    }

    private static String detail(Watch watch, Rule rule, Optional<JudgedWindow> last) {
        if (watch.baselineRows() < Rule.LEAST_ROWS) {
            return "The baseline has %d rows; fewer than %d are not judged"
                    .formatted(watch.baselineRows(), Rule.LEAST_ROWS);
        }
        return last.map(window ->
                        "%d of %d windows in a row drifted".formatted(window.windowsInARow(), rule.windowsInARow()))
                .orElseGet(() -> "%d of %d rows of the first window were answered"
                        .formatted(watch.tally().rows(), rule.windowRows()));
    }
}
