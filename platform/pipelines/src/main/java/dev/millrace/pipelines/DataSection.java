package dev.millrace.pipelines;

import dev.millrace.pipelines.DataSpec.Feedback;
import dev.millrace.pipelines.DataSpec.RareClasses;
import dev.millrace.pipelines.DataSpec.Sample;
import dev.millrace.pipelines.DataSpec.Split;
import dev.millrace.pipelines.DataSpec.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Reads {@code data}: what is learned from, and what must not be learned from. */
final class DataSection {

    /** What a JSON number holds exactly, so that every client reads the same seed. */
    static final long LARGEST_SEED = (1L << 53) - 1;

    static final long FEEDBACK_ROWS = 1000;
    static final Duration FEEDBACK_AT_MOST = Duration.ofHours(6);

    private static final long MOST_FEEDBACK_ROWS = 100_000;
    private static final int LONGEST_NAME = 256;
    private static final int FEWEST_SAMPLED = 1_000;
    private static final int MOST_SAMPLED = 1_000_000_000;
    private static final String COLUMN = "A column's name";

    static final String NAME_RULE = "%s is 1 to %d printable characters.".formatted(COLUMN, LONGEST_NAME);

    private final LongSupplier seeds;

    DataSection(LongSupplier seeds) {
        this.seeds = seeds;
    }

    DataSpec read(Place place) {
        var data = place.required()
                .fields(
                        "dataset",
                        "versions",
                        "sample",
                        "derive",
                        "label",
                        "task",
                        "positive",
                        "rareClasses",
                        "exclude",
                        "split",
                        "slices",
                        "feedback");
        var label = data.at("label").required();
        var exclude = data.at("exclude");
        var read = new DataSpec(
                name(data.at("dataset").required()),
                VersionsField.read(data.at("versions")),
                sample(data.at("sample")),
                new DerivedColumns().read(data.at("derive")),
                target(data, label),
                named(exclude, 1000, COLUMN),
                split(data.at("split")),
                named(data.at("slices"), 20, COLUMN),
                Map.of(),
                feedback(data.at("feedback")));
        check(read, label, exclude);
        checkFeedback(read, data.at("feedback"));
        return read;
    }

    private static @Nullable Sample sample(Place place) {
        if (!place.present()) {
            return null;
        }
        var rows = place.fields("rows").at("rows").required();
        return new Sample((int) rows.whole(FEWEST_SAMPLED, FEWEST_SAMPLED, MOST_SAMPLED));
    }

    private static @Nullable Feedback feedback(Place place) {
        if (!place.present()) {
            return null;
        }
        var feedback = place.fields("dataset", "every", "share");
        var every = feedback.at("every").fields("rows", "atMost");
        return new Feedback(
                name(feedback.at("dataset").required()),
                every.at("rows").whole(FEEDBACK_ROWS, 1, MOST_FEEDBACK_ROWS),
                every.at("atMost").duration(FEEDBACK_AT_MOST, Duration.ofSeconds(1), Duration.ofDays(30)),
                feedback.at("share").number(1, 0.0001, 1));
    }

    /** Rows come back with what requests have, and with the label. */
    private static void checkFeedback(DataSpec data, Place place) {
        var feedback = data.feedback();
        var column = data.split().column();
        if (feedback != null && feedback.dataset().equals(data.dataset())) {
            place.problem(
                    "CONTRADICTION",
                    "Labelled rows cannot go to %s, which the pipeline reads already: name a dataset of its own, such as %s-feedback."
                            .formatted(data.dataset(), data.dataset()));
        }
        if (feedback != null && column != null && data.exclude().contains(column)) {
            place.problem(
                    "CONTRADICTION",
                    "Rows are split by %s, which is excluded and so is in no request: labelled rows would not have it."
                            .formatted(column));
        }
    }

    private static Target target(Fields data, Place label) {
        var taskPlace = data.at("task");
        var task = taskPlace.present() ? taskPlace.choice(Words.TASKS, Task.BINARY, "UNKNOWN_VALUE") : null;
        var positivePlace = data.at("positive");
        var positive = positivePlace.present() ? positivePlace.value("") : null;
        if (positive != null && task != null && task != Task.BINARY) {
            positivePlace.problem("CONTRADICTION", "Only one of two classes can be the positive one.");
        }
        var rare = data.at("rareClasses");
        if (rare.present() && task == Task.REGRESSION) {
            rare.problem("CONTRADICTION", "Numbers have no classes.");
        }
        return new Target(
                column(label), task, positive, rare.choice(Words.RARE_CLASSES, RareClasses.DROP, "UNKNOWN_VALUE"));
    }

    private static void check(DataSpec data, Place label, Place exclude) {
        if (data.exclude().contains(data.label())) {
            exclude.problem("CONTRADICTION", "The label " + data.label() + " is excluded; it is no feature anyway.");
        }
        var sources = DerivedColumns.sources(data.label(), data.derive());
        boolean listed = !exclude.present() || exclude.isSequence();
        if (listed && !sources.isEmpty() && sources.stream().noneMatch(data.exclude()::contains)) {
            label.problem(
                    "LABEL_IN_FEATURES",
                    "%s can be computed from features: exclude at least one of %s."
                            .formatted(data.label(), String.join(", ", sources)));
        }
    }

    static String name(Place place) {
        var name = place.text("");
        if (place.present()) {
            Names.objection(name).ifPresent(objection -> place.problem(objection.code(), objection.message()));
        }
        return name;
    }

    static String column(Place place) {
        return named(place, COLUMN);
    }

    /** Names of what the specification does not define, such as columns and people, each once. */
    static List<String> named(Place place, int most, String what) {
        var names = new ArrayList<String>();
        var seen = new HashSet<String>();
        for (var item : place.items(most)) {
            var name = named(item, what);
            if (!seen.add(name)) {
                item.problem("DUPLICATE", name + " stands here a second time.");
            }
            names.add(name);
        }
        return names;
    }

    private static String named(Place place, String what) {
        var name = place.text("");
        if (place.isQuotedEmpty() || (!name.isEmpty() && isNoName(name))) {
            place.problem("RANGE", "%s is 1 to %d printable characters.".formatted(what, LONGEST_NAME));
        }
        return name;
    }

    /** Whether a column cannot be called so. */
    static boolean isNoName(String name) {
        return name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(c -> c < ' ');
    }

    private Split split(Place place) {
        var split = place.fields("by", "train", "validation", "test", "column", "seed");
        var by = split.at("by").choice(Words.SPLITS, Split.By.HASH, "UNKNOWN_VALUE");
        boolean none = List.of("train", "validation", "test").stream()
                .noneMatch(part -> split.at(part).present());
        double train = part(split.at("train"), none, 0.7);
        double validation = part(split.at("validation"), none, 0.15);
        double test = part(split.at("test"), none, 0.15);
        if (Math.abs(train + validation + test - 1) > 1e-9) {
            place.problem(
                    "SPLIT_SUM",
                    "train, validation and test have to sum to 1, these sum to %s."
                            .formatted(CanonicalJson.number(Math.rint((train + validation + test) * 1e9) / 1e9)));
        }
        var column = split.at("column");
        boolean needsColumn = by == Split.By.TIME || by == Split.By.GROUP;
        if (needsColumn) {
            column.required();
        } else if (column.present()) {
            column.problem("CONTRADICTION", "Only a split by time or by group has a column.");
        }
        var seed = split.at("seed");
        return new Split(
                by,
                train,
                validation,
                test,
                needsColumn ? column(column) : null,
                seed.present() ? seed.whole(0, 0, LARGEST_SEED) : seeds.getAsLong() & LARGEST_SEED);
    }

    private static double part(Place place, boolean none, double standard) {
        if (none) {
            return standard;
        }
        double part = place.required().number(standard, 0, 1);
        if (part == 0) {
            place.problem("SPLIT_EMPTY", "Every part needs rows: a share above 0.");
        }
        return part;
    }
}
