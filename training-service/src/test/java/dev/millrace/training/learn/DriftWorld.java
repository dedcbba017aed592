package dev.millrace.training.learn;

import dev.millrace.datasets.Sql;
import dev.millrace.pipelines.PipelineSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A world that tables are drawn from, and how a pipeline learns from them.
 *
 * @param label the label's column
 * @param data further fields of {@code data}, in YAML's flow style; empty for none
 * @param candidate the trainer, in YAML's flow style
 * @param critical columns that are
 * @param table a query for the rows that are learned from, by a seed
 * @param traffic a query for the rows that are asked about
 */
record DriftWorld(
        String name,
        String label,
        String data,
        String candidate,
        List<String> critical,
        LongFunction<String> table,
        String traffic) {

    private static final String LOGISTIC = "{trainer: logistic-regression}";
    private static final String TREES =
            "{trainer: gradient-boosted-trees, parameters: {trees: 60, depth: 4, earlyStopping: 0}}";
    private static final String OVERFITTED =
            "{trainer: gradient-boosted-trees, parameters: {trees: 300, depth: 10, earlyStopping: 0}}";

    /** Rows of the made-up traffic. */
    private static final int ASKED = 20_000;

    private static final int NOISE = 20;

    PipelineSpec spec() {
        return Workbench.spec("""
                apiVersion: millrace/v1
                kind: Pipeline
                name: world
                data: {dataset: rows, label: %s%s}
                train: {select: auc, candidates: [%s]}
                gates: [{metric: auc, min: 0}]
                monitor: {critical: %s}
                """.formatted(label, data.isEmpty() ? "" : ", " + data, candidate, critical));
    }

    DriftWorld withCritical(String column) {
        return new DriftWorld(name, label, data, candidate, List.of(column), table, traffic);
    }

    DriftWorld withSlices(String column) {
        var all = (data.isEmpty() ? "" : data + ", ") + "slices: [%s]".formatted(column);
        return new DriftWorld(name, label, all, candidate, critical, table, traffic);
    }

    /** Trips that are paid in one of three ways, by which they are sliced: six, three and one of ten. */
    static DriftWorld payments() {
        var payment =
                "CASE WHEN hash(k, 'payment') % 10 < 6 THEN 'Cash' WHEN hash(k, 'payment') % 10 < 9 THEN 'Card' ELSE 'Mobile' END";
        return madeUp(
                        "three payments, 8000 rows",
                        8000,
                        payment + " AS payment, " + columns(4, normals(4)),
                        "%s + %s > 0".formatted(normal("x0"), normal("noise")),
                        TREES,
                        List.of("x0"))
                .withSlices("payment");
    }

    /** With a column of five colours. */
    static DriftWorld colours() {
        var colour = "['red', 'green', 'blue', 'black', 'white'][1 + CAST(hash(k, 'colour') % 5 AS INTEGER)] AS colour";
        return madeUp(
                "five colours, 5000 rows",
                5000,
                colour + ", " + columns(2, normals(2)),
                "%s + %s > 0".formatted(normal("x0"), normal("noise")),
                TREES,
                List.of("colour"));
    }

    private static DriftWorld madeUp(
            String name, int rows, String columns, String label, String candidate, List<String> critical) {
        LongFunction<String> drawn = seed -> drawn(columns, label, "i + %d".formatted(1_000_000 * (seed + 1)), rows);
        return new DriftWorld(name, "y", "", candidate, critical, drawn, drawn(columns, label, "i", ASKED));
    }

    private static String drawn(String columns, String label, String key, int rows) {
        return "SELECT %s, %s AS y FROM (SELECT *, %s AS k FROM range(%d) AS r(i))"
                .formatted(columns, label, key, rows);
    }

    /** Between 0 and 1, by the row's key. */
    private static String uniform(String name) {
        return "((CAST(hash(k, '%s') %% 1000003 AS DOUBLE) + 0.5) / 1000003)".formatted(name);
    }

    /** A standard normal number, by Box and Muller's method. */
    private static String normal(String name) {
        return "(sqrt(-2 * ln(%s)) * cos(2 * pi() * %s))".formatted(uniform(name), uniform(name + "-angle"));
    }

    private static String columns(int count, List<String> expressions) {
        return IntStream.range(0, count)
                .mapToObj(place -> expressions.get(place) + " AS x" + place)
                .collect(Collectors.joining(", "));
    }

    private static List<String> normals(int count) {
        return IntStream.range(0, count).mapToObj(place -> normal("x" + place)).toList();
    }

    private static String sum(List<String> expressions) {
        return String.join(" + ", expressions);
    }

    /** Twenty columns that matter alike. */
    static DriftWorld alike(int rows) {
        var label = "%s + 4 * %s > 0".formatted(sum(normals(NOISE)), normal("noise"));
        return madeUp(
                "20 columns that matter alike, %d rows".formatted(rows),
                rows,
                columns(NOISE, normals(NOISE)),
                label,
                LOGISTIC,
                List.of());
    }

    /** Twenty columns that say nothing about the label. */
    static DriftWorld noise() {
        return madeUp(
                "20 columns of noise, 1000 rows",
                1000,
                columns(NOISE, normals(NOISE)),
                normal("noise") + " > 0",
                LOGISTIC,
                List.of());
    }

    /** The same, learned by heart. */
    static DriftWorld overfitted() {
        return madeUp(
                "an overfitted model, 2000 rows",
                2000,
                columns(NOISE, normals(NOISE)),
                normal("noise") + " > 0",
                OVERFITTED,
                List.of());
    }

    static DriftWorld manyCategories() {
        var columns = "'city ' || CAST(hash(k, 'city') %% 500 AS VARCHAR) AS city, %s AS x0".formatted(normal("x0"));
        return madeUp(
                "500 equally frequent categories, 10 000 rows",
                10_000,
                columns,
                "%s + %s > 0".formatted(normal("x0"), normal("noise")),
                TREES,
                List.of("city"));
    }

    /** A third of the rows are copies of three. */
    static DriftWorld copies() {
        var key = "(CASE WHEN hash(k, 'copy') % 3 = 0 THEN 7 - hash(k, 'which') % 3 ELSE 10 + k END)";
        var columns = columns(4, normals(4)).replace("hash(k,", "hash(" + key + ",");
        var label = "%s + %s > 0".formatted(normal("x0"), normal("noise")).replace("hash(k,", "hash(" + key + ",");
        return madeUp("a third of the rows are copies, 11 000 rows", 11_000, columns, label, TREES, List.of("x0"));
    }

    /** One row of 200 is positive. */
    static DriftWorld fraud() {
        var amount = "exp(%s) AS x0".formatted(normal("x0"));
        var others = IntStream.range(1, 8)
                .mapToObj(place -> normal("x" + place) + " AS x" + place)
                .collect(Collectors.joining(", "));
        var label = "%s + %s + 0.5 * %s > 3.9".formatted(normal("x0"), normal("x1"), normal("noise"));
        return madeUp("a rare class, 20 000 rows", 20_000, amount + ", " + others, label, TREES, List.of("x0"));
    }

    /** Ten columns of which the first two depend on each other (correlation 0.9). */
    static DriftWorld related() {
        var columns = "%s AS x0, 0.9 * %s + sqrt(0.19) * %s AS x1, %s"
                .formatted(
                        normal("x0"),
                        normal("x0"),
                        normal("own"),
                        IntStream.range(2, 10)
                                .mapToObj(place -> normal("x" + place) + " AS x" + place)
                                .collect(Collectors.joining(", ")));
        var label = "%s + %s + %s > 0".formatted(normal("x0"), normal("x2"), normal("noise"));
        return madeUp("10 columns, two of them related, 5000 rows", 5000, columns, label, TREES, List.of());
    }

    /** Drawn from a Parquet file of the trips of Chicago's taxis; critical as in the example. */
    static DriftWorld taxi(Path trips) {
        var data = "derive: [{name: big_tip, greater: [{column: tips}, {multiply: [{column: fare}, 0.2]}]}],"
                + " exclude: [tips, trip_start_timestamp]";
        return ofFile(
                "taxi trips, 8000 rows",
                trips,
                8000,
                new Learning("big_tip", data, TREES, List.of("fare", "payment_type")));
    }

    /** Drawn from a Parquet file of the passengers of the Titanic, each row by itself. */
    static DriftWorld titanic(Path passengers) {
        return titanic(
                "the Titanic, 891 rows", passengers, ", split: {by: random, train: 0.7, validation: 0.15, test: 0.15}");
    }

    /**
     * The same where copies stay in one part, and the same passengers do for each table. So the rows that are held out are no draw of this world:
     * they are worth about half as many, and none of them was learned from, as many of the rows that are asked about were.
     */
    static DriftWorld titanicByHash(Path passengers) {
        return titanic("the Titanic, 891 rows, copies kept together", passengers, "");
    }

    private static DriftWorld titanic(String name, Path passengers, String split) {
        return ofFile(
                name, passengers, 891, new Learning("Survived", "exclude: [PassengerId]" + split, LOGISTIC, List.of()));
    }

    private record Learning(String label, String data, String candidate, List<String> critical) {}

    /** Tables are drawn from the file with replacement, and so is what is asked: the file is the whole world. */
    private static DriftWorld ofFile(String name, Path file, int rows, Learning learning) {
        var all = "SELECT * FROM read_parquet(%s)".formatted(Sql.literal(file.toString()));
        LongFunction<String> drawn = seed -> """
                SELECT world.* EXCLUDE (place) FROM (SELECT *, row_number() OVER () - 1 AS place FROM (%s)) AS world
                JOIN (SELECT i, CAST(hash(i, %d) %% (SELECT count(*) FROM (%s)) AS BIGINT) AS taken FROM range(%d) AS r(i)) AS draw
                ON place = taken ORDER BY i""".formatted(all, seed, all, rows);
        return new DriftWorld(
                name, learning.label(), learning.data(), learning.candidate(), learning.critical(), drawn, all);
    }
}
