package dev.millrace.pipelines;

import dev.millrace.pipelines.PipelineSpec.Approval;
import dev.millrace.pipelines.PipelineSpec.Approval.Replace;
import dev.millrace.pipelines.PipelineSpec.Missing;
import dev.millrace.pipelines.PipelineSpec.Monitor;
import dev.millrace.pipelines.PipelineSpec.Retention;
import dev.millrace.pipelines.PipelineSpec.Retrain;
import dev.millrace.pipelines.PipelineSpec.Serving;
import dev.millrace.pipelines.PipelineSpec.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what happens after training: {@code approval}, {@code serving}, {@code monitor}, {@code retrain} and {@code
 * retention}.
 */
final class OperationSections {

    /** Below it the drift rule would answer "not enough data" for ever. */
    private static final int SMALLEST_WINDOW = 500;

    static final Duration AT_LEAST = Duration.ofMinutes(1);
    static final Duration AT_MOST = Duration.ofDays(1);
    static final Duration REMINDER = Duration.ofHours(6);

    private static final long MOST_ROWS = 1_000_000_000_000L;
    private static final Pattern PERCENT = Pattern.compile("[0-9]{1,4}(?:\\.[0-9]{1,6})?%");

    private OperationSections() {}

    static Approval approval(Place place) {
        if (!place.isMapping()) {
            Approval.Mode mode = place.choice(Words.MODES, Approval.Mode.AUTOMATIC, "UNKNOWN_VALUE");
            return approval(mode, List.of(), true, Replace.NOT_WORSE);
        }
        Fields fields = place.fields("mode", "reviewers", "fourEyes", "replace");
        Approval.Mode mode = fields.at("mode").required().choice(Words.MODES, Approval.Mode.AUTOMATIC, "UNKNOWN_VALUE");
        Place reviewers = fields.at("reviewers");
        List<String> names = DataSection.named(reviewers, 100, "A reviewer's subject");
        if (mode == Approval.Mode.AUTOMATIC && !names.isEmpty()) {
            reviewers.problem("CONTRADICTION", "Nobody reviews what is approved automatically: write mode: manual.");
        }
        Place replace = fields.at("replace");
        if (mode == Approval.Mode.MANUAL && replace.present()) {
            replace.problem("CONTRADICTION", "A person decides what replaces the champion: write mode: automatic.");
        }
        return approval(
                mode,
                names,
                fields.at("fourEyes").truth(true),
                replace.choice(Words.REPLACE, Replace.NOT_WORSE, "UNKNOWN_VALUE"));
    }

    private static Approval approval(Approval.Mode mode, List<String> reviewers, boolean fourEyes, Replace replace) {
        return new Approval(mode, reviewers, mode == Approval.Mode.MANUAL && fourEyes, replace);
    }

    static Serving serving(Place place) {
        Place missing = place.fields("missing").at("missing");
        return new Serving(missing.choice(Words.MISSING, Missing.REFUSE, "UNKNOWN_VALUE"));
    }

    /** @param isNew false for one that was taken before derived columns were refused here, and is still read */
    static Monitor monitor(Place place, DataSpec data, boolean isNew) {
        Fields fields = place.fields("window", "critical", "driftShare", "effect", "windowsInARow", "reminder");
        List<String> critical = new ArrayList<>();
        for (Place item : fields.at("critical").items(1000)) {
            String column = DataSection.column(item);
            critical.add(column);
            if (column.equals(data.label()) && item.present()) {
                item.problem("LABEL_IN_FEATURES", "The label cannot be watched as a feature.");
            } else if (data.exclude().contains(column)) {
                item.problem("CONTRADICTION", column + " is excluded, so it is not watched.");
            } else if (isNew
                    && data.derive().stream().anyMatch(derived -> derived.name().equals(column))) {
                item.problem("CONTRADICTION", column + " is derived, and requests do not have it: watch its operands.");
            }
        }
        return new Monitor(
                window(fields.at("window")),
                critical,
                fields.at("driftShare").number(0.1, 0.001, 1),
                fields.at("effect").number(0.1, 0.001, 10),
                (int) fields.at("windowsInARow").whole(2, 1, 100),
                fields.at("reminder").duration(REMINDER, Duration.ofMinutes(1), Duration.ofDays(30)));
    }

    private static Window window(Place place) {
        Fields fields = place.fields("rows", "atLeast", "atMost");
        Duration atLeast = fields.at("atLeast").duration(AT_LEAST, Duration.ZERO, Duration.ofDays(30));
        Place longest = fields.at("atMost");
        Duration atMost = longest.duration(AT_MOST, Duration.ofMinutes(1), Duration.ofDays(30));
        if (atMost.compareTo(atLeast) < 0) {
            longest.problem(
                    "CONTRADICTION", "A window cannot last %s at least and %s at most.".formatted(atLeast, atMost));
        }
        return new Window((int) fields.at("rows").whole(SMALLEST_WINDOW, SMALLEST_WINDOW, 10_000_000), atLeast, atMost);
    }

    static Retrain retrain(Place place) {
        Fields fields = place.fields(
                "on", "cooldown", "minNewRows", "runsPerDay", "trainingPerDay", "rowsPerDay", "noGainRuns", "onDrift");
        Place on = fields.at("on");
        List<Retrain.On> triggers =
                new ArrayList<>(on.present() ? List.of() : List.of(Retrain.On.NEW_DATA, Retrain.On.DRIFT));
        for (Place item : on.items(10)) {
            Retrain.On trigger = item.choice(Words.TRIGGERS, Retrain.On.NEW_DATA, "UNKNOWN_VALUE");
            if (!triggers.contains(trigger)) {
                triggers.add(trigger);
            }
        }
        Place cooldown = fields.at("cooldown");
        Duration pause = cooldown.duration(Duration.ofHours(6), Duration.ZERO, Duration.ofDays(30));
        if (triggers.contains(Retrain.On.DRIFT) && pause.isZero()) {
            cooldown.problem(
                    "COOLDOWN_REQUIRED",
                    "Retraining on drift watches the model's own output: without a cool-down it could run in a circle."
                            + " Write for example cooldown: PT6H.");
        }
        Place minNewRows = fields.at("minNewRows");
        Map.Entry<Long, Double> atLeast = minNewRows(minNewRows);
        return new Retrain(
                triggers,
                pause,
                atLeast.getKey(),
                atLeast.getValue(),
                (int) fields.at("runsPerDay").whole(24, 1, 100_000),
                fields.at("trainingPerDay").duration(Duration.ofHours(4), Duration.ofMinutes(1), Duration.ofDays(1)),
                rowsPerDay(fields.at("rowsPerDay")),
                (int) fields.at("noGainRuns").whole(3, 1, 100),
                onDrift(fields.at("onDrift"), triggers));
    }

    private static @Nullable Long rowsPerDay(Place place) {
        return place.present() ? Long.valueOf(place.whole(1, 1, MOST_ROWS)) : null;
    }

    private static Retrain.OnDrift onDrift(Place place, List<Retrain.On> triggers) {
        if (place.present() && !triggers.contains(Retrain.On.DRIFT)) {
            place.problem("CONTRADICTION", "Drift starts no run here: name drift in retrain.on.");
        }
        return place.choice(Words.ON_DRIFT, Retrain.OnDrift.ALL, "UNKNOWN_VALUE");
    }

    static @Nullable Retention retention(Place place) {
        if (!place.present()) {
            return null;
        }
        Fields fields = place.fields("keep", "last");
        fields.at("keep").choice(Words.KEPT, true, "UNKNOWN_VALUE");
        return new Retention((int) fields.at("last").required().whole(1, 0, 1000));
    }

    /** Rows and share, one of which is 0. */
    private static Map.Entry<Long, Double> minNewRows(Place place) {
        if (!place.present()) {
            return Map.entry(0L, 0.1);
        }
        if (!place.isText(PERCENT)) {
            return Map.entry(place.whole(0, 0, MOST_ROWS), 0.0);
        }
        String text = place.text("10%");
        BigDecimal percent = new BigDecimal(text.substring(0, text.length() - 1));
        if (percent.signum() == 0 || percent.compareTo(BigDecimal.valueOf(1000)) > 0) {
            place.problem("RANGE", "More than 0% up to 1000% is accepted.");
        }
        return Map.entry(0L, percent.movePointLeft(2).doubleValue());
    }
}
