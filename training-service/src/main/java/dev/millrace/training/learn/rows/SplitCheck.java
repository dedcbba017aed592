package dev.millrace.training.learn.rows;

import dev.millrace.pipelines.DataSpec.Split;
import dev.millrace.training.learn.Warning;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the parts have about the sizes that were asked for, and the same labels: figures of parts that differ say little about each other. */
final class SplitCheck {

    /** Difference of a class's share, or of the mean in standard deviations, from which it is told. */
    private static final double SHARE = 0.05;

    private static final double MEAN = 0.25;
    private static final double ERRORS = 3;

    /** Difference of a part's share of all rows from what is asked for, from which it is told; less than half of it is, too. */
    private static final double SIZE = 0.1;

    private SplitCheck() {}

    static List<Warning> warnings(String label, Labels labels, Parts parts, Split split) {
        return Stream.of(size(label, labels.size(), parts, split), labels(label, labels, parts))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Warning> size(String label, int all, Parts parts, Split split) {
        return size("training", label, split.train(), (double) parts.train().length / all)
                .or(() -> size("validation", label, split.validation(), (double) parts.validation().length / all))
                .or(() -> size("test", label, split.test(), (double) parts.test().length / all));
    }

    private static Optional<Warning> size(String name, String label, double wanted, double share) {
        return Math.abs(share - wanted) <= SIZE && share >= wanted / 2
                ? Optional.empty()
                : Optional.of(new Warning(
                        "SPLIT_UNEVEN",
                        label,
                        "the %s rows are %.1f %% of all rows, and data.split asks for %.1f %%: rows that stay together are too many"
                                .formatted(name, 100 * share, 100 * wanted)));
    }

    private static Optional<Warning> labels(String label, Labels labels, Parts parts) {
        return of("training", label, labels, labels.select(parts.train()))
                .or(() -> of("validation", label, labels, labels.select(parts.validation())))
                .or(() -> of("test", label, labels, labels.select(parts.test())));
    }

    private static Optional<Warning> of(String name, String label, Labels all, Labels part) {
        if (part.size() == 0) {
            return Optional.empty();
        }
        return all.classes().isEmpty() ? mean(name, label, all, part) : shares(name, label, all, part);
    }

    private static Optional<Warning> shares(String name, String label, Labels all, Labels part) {
        int[] everywhere = all.counts();
        int[] here = part.counts();
        for (int place = 0; place < everywhere.length; place++) {
            double expected = (double) everywhere[place] / all.size();
            double share = (double) here[place] / part.size();
            double error = Math.sqrt(expected * (1 - expected) / part.size());
            if (Math.abs(share - expected) > Math.max(SHARE, ERRORS * error)) {
                return Optional.of(uneven(
                        label,
                        "%.1f %% of the %s rows have the label %s, of all rows %.1f %%"
                                .formatted(100 * share, name, all.classes().get(place), 100 * expected)));
            }
        }
        return Optional.empty();
    }

    private static Optional<Warning> mean(String name, String label, Labels all, Labels part) {
        double expected = Arrays.stream(all.values()).average().orElse(0);
        double mean = Arrays.stream(part.values()).average().orElse(0);
        double deviation = Math.sqrt(Arrays.stream(all.values())
                .map(value -> (value - expected) * (value - expected))
                .average()
                .orElse(0));
        double error = ERRORS * deviation / Math.sqrt(part.size());
        return Math.abs(mean - expected) <= Math.max(MEAN * deviation, error)
                ? Optional.empty()
                : Optional.of(uneven(
                        label, "the mean of the %s rows is %.4g, of all rows %.4g".formatted(name, mean, expected)));
    }

    private static Warning uneven(String label, String what) {
        return new Warning("SPLIT_UNEVEN", label, "the parts of the split differ in " + label + ": " + what);
    }
}
