package dev.millrace.training.learn.rows;

import dev.millrace.datasets.DatasetSession;
import dev.millrace.pipelines.DataSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Which rows are read where the specification wants only some of them. Of each class its share is drawn, so that rare ones
 * do not get rarer; rows without a label count as a class, and so do all rows of a label with very many values.
 *
 * @param rows about so many are read
 * @param label column of the classes
 * @param seed the same rows are drawn again for the same seed
 */
public record Sampling(int rows, String label, long seed) {

    private static final int MOST_CLASSES = 200;

    /** Empty where every row is read. */
    public static Optional<Sampling> of(DataSpec data) {
        return Optional.ofNullable(data.sample())
                .map(sample ->
                        new Sampling(sample.rows(), data.label(), data.split().seed()));
    }

    /** Counts the classes. */
    Draw draw(DatasetSession session, TypedSql from, long all) {
        var counts = new HashMap<String, Long>();
        session.query(
                "SELECT %s, count(*) FROM (%s) GROUP BY 1 LIMIT %d"
                        .formatted(label(from), from.query(), MOST_CLASSES + 1),
                row -> counts.put(row.getString(1), row.getLong(2)));
        boolean classes = counts.size() <= MOST_CLASSES;
        return new Draw(classes ? counts : Map.of("", all), classes, (double) rows / all, seed);
    }

    /** The rows with one more column, which is the label as text. */
    String labelled(TypedSql from) {
        return "SELECT *, " + label(from) + " FROM (" + from.query() + ")";
    }

    /** Empty where there is none; a label that the data do not have is refused later. */
    private String label(TypedSql from) {
        var identifier = from.identifiers().get(label);
        return identifier == null ? "''" : "coalesce(CAST(" + identifier + " AS VARCHAR), '')";
    }

    /** Decides about row after row; as many of each class are taken as were wanted when it began. */
    static final class Draw {

        private final Map<String, Long> left;
        private final Map<String, Long> wanted = new HashMap<>();
        private final boolean classes;
        private final SplittableRandom random;

        private Draw(Map<String, Long> counts, boolean classes, double share, long seed) {
            this.left = new HashMap<>(counts);
            this.classes = classes;
            this.random = new SplittableRandom(seed);
            counts.forEach((name, rows) -> wanted.put(name, Math.round(rows * share)));
        }

        /** Rows that will be taken. */
        int rows() {
            return Math.toIntExact(
                    wanted.values().stream().mapToLong(Long::longValue).sum());
        }

        boolean takes(String label) {
            var name = classes ? label : "";
            long rows = left.getOrDefault(name, 0L);
            long takes = wanted.getOrDefault(name, 0L);
            boolean taken = rows > 0 && random.nextLong(rows) < takes;
            left.put(name, rows - 1);
            if (taken) {
                wanted.put(name, takes - 1);
            }
            return taken;
        }
    }
}
