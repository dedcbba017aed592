package dev.millrace.training.learn.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.models.Outputs;
import dev.millrace.models.Rows;
import dev.millrace.pipelines.Task;
import dev.millrace.training.learn.FeatureChoice;
import dev.millrace.training.learn.SampleSpecs;
import dev.millrace.training.learn.UnlearnableException;
import dev.millrace.training.learn.rows.DeclaredKinds;
import dev.millrace.training.learn.rows.Labels;
import dev.millrace.training.learn.rows.Part;
import dev.millrace.training.learn.rows.RawColumn;
import dev.millrace.training.learn.rows.Table;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of columns of each kind. */
class FeatureKindsTests {

    private static final int ROWS = 2_000;

    @Test
    void takesDatesApartToTheSecondFromTheYearZeroToTheLastThatIsWrittenWithFourDigits() {
        Random random = new Random(7);
        List<LocalDateTime> times = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            times.add(LocalDateTime.of(row % 5 == 0 ? row * 5 : 1890 + row % 200, 3, 1, 0, 0)
                    .plusDays(random.nextInt(366))
                    .plusSeconds(random.nextInt(86_400)));
        }
        times.set(0, LocalDateTime.of(2000, 2, 29, 23, 59, 59));
        times.set(1, LocalDateTime.of(1900, 3, 1, 0, 0, 0));
        times.set(2, LocalDateTime.of(1969, 12, 31, 23, 59, 59));
        RawColumn column = RawColumn.times(
                "at", times.stream().map(LocalDateTime::toString).toArray(String[]::new));
        FeaturePlan plan = plan(column, "");
        Moment moment = (Moment) plan.features().getFirst();
        float[] matrix = run(plan, column);
        LocalDateTime first = times.stream().min(LocalDateTime::compareTo).orElseThrow();
        for (int row = 0; row < ROWS; row++) {
            LocalDateTime at = times.get(row);
            assertThat(matrix[row * 5]).as("year of " + at).isEqualTo(at.getYear());
            assertThat(matrix[row * 5 + 1]).as("month of " + at).isEqualTo(at.getMonthValue());
            assertThat(matrix[row * 5 + 2])
                    .as("weekday of " + at)
                    .isEqualTo(at.getDayOfWeek().getValue() - 1);
            assertThat(matrix[row * 5 + 3]).as("hour of " + at).isEqualTo((float)
                    (at.toLocalTime().toSecondOfDay() / 3600.0));
            assertThat(matrix[row * 5 + 4]).as("days of " + at).isEqualTo((float)
                    ChronoUnit.DAYS.between(first.toLocalDate(), at.toLocalDate()));
        }
        assertThat(moment.parts()).containsExactly(Moment.Part.values());
    }

    @Test
    void leavesOutPartsOfDatesThatAreTheSameInAllRowsAndKeepsMissingOnesMissing() {
        RawColumn column =
                RawColumn.times("day", texts(row -> row % 10 == 0 ? "" : "2026-01-%02d".formatted(1 + row % 28)));
        FeaturePlan plan = plan(column, "");
        assertThat(((Moment) plan.features().getFirst()).parts())
                .containsExactly(Moment.Part.WEEKDAY, Moment.Part.DAYS);
        float[] matrix = run(plan, column);
        assertThat(matrix[0]).isNaN();
        assertThat(matrix[1]).isNaN();
        assertThat(matrix[2]).isEqualTo(4);
        assertThat(plan.choices()).containsExactly(new FeatureChoice("day", "date", "dates: weekday, days"));
    }

    @ParameterizedTest
    @CsvSource({"BINARY, 1", "MULTICLASS, 3", "REGRESSION, 1"})
    void knowsManyValuesByTheirEffectAndNoTrainingRowByItsOwn(Task task, int width) {
        RawColumn column =
                RawColumn.texts("shop", RawColumn.Kind.TEXT, texts(row -> row % 11 == 0 ? "" : "shop " + row % 100));
        Labels labels = labels(task, row -> row % 100 < 50 ? 1 : 0);
        FeaturePlan plan = plan(column, labels, "");
        assertThat(plan.features().getFirst()).isInstanceOf(Effects.class);
        assertThat(plan.knowsLabels()).isTrue();
        float[] matrix = run(plan, column);
        assertThat(matrix).hasSize(ROWS * width);
        int last = width - 1;
        float shop1 = matrix[width + (task == Task.MULTICLASS ? 1 : 0)];
        assertThat(shop1).isGreaterThan(0.7f);
        FeaturePlan without = plan.refitted(part(column, labels).select(rows(row -> row % 100 != 1)));
        float unseen = run(without, column)[width + (task == Task.MULTICLASS ? 1 : 0)];
        assertThat(unseen).isBetween(0.4f, 0.6f);
        float[] unknown = Graphs.run(without, Transform.forTrees(without), texts("new"));
        assertThat(unknown[last]).isBetween(0f, 0.6f);
    }

    @Test
    void keepsCodesWhereValuesAreFew() {
        RawColumn few = RawColumn.texts("shop", RawColumn.Kind.TEXT, texts(row -> "shop " + row % 40));
        assertThat(plan(few, "").features().getFirst()).isInstanceOf(PlannedFeature.Category.class);
    }

    @Test
    void knowsManyValuesByTheMostFrequentOfManyClasses() {
        RawColumn column = RawColumn.texts("shop", RawColumn.Kind.TEXT, texts(row -> "shop " + row % 100));
        List<String> classes = IntStream.range(0, 30).mapToObj(String::valueOf).toList();
        // The first ten classes have half as many rows as the other ones.
        double[] places = numbers(row -> row % 100 < 10 ? row % 10 : 10 + row % 20);
        FeaturePlan plan = plan(column, new Labels(new Outputs(Task.MULTICLASS, classes, 0), places), "");
        Effects effects = (Effects) plan.features().getFirst();
        assertThat(effects.classes()).isEqualTo(IntStream.range(10, 30).boxed().toList());
        float[] matrix = run(plan, column);
        assertThat(matrix).hasSize(ROWS * 20);
        assertThat(matrix[15 * 20 + 15]).as("class 25 where shop 15 is").isGreaterThan(0.6f);
        assertThat(matrix[15 * 20 + 14]).isLessThan(0.1f);
    }

    @Test
    void countsTheWordsOfTextsInAnySpelling() {
        RawColumn column = RawColumn.texts(
                "note",
                RawColumn.Kind.TEXT,
                texts(row -> "number %d is %s for us".formatted(row, row % 3 == 0 ? "good" : "Poor,")));
        FeaturePlan plan = plan(column, "");
        Terms terms = (Terms) plan.features().getFirst();
        assertThat(terms.vocabulary()).extracting(Terms.Word::name).containsExactly("poor", "good");
        float weight = (float) terms.vocabulary().get(1).weight();
        String[] asked = {"GOOD, really good! poor", "", "nothing of it", "goodness", "  good good  "};
        float[] matrix = Graphs.run(plan, Transform.forTrees(plan), texts(asked));
        assertThat(matrix[1]).isCloseTo(2 * weight, within(1e-5f));
        assertThat(matrix[0]).isEqualTo((float) terms.vocabulary().getFirst().weight());
        assertThat(new float[] {matrix[2], matrix[3], matrix[4], matrix[5], matrix[6], matrix[7]})
                .containsOnly(0);
        assertThat(matrix[9]).isCloseTo(2 * weight, within(1e-5f));
        String[] empty = {"", ""};
        assertThat(Graphs.run(plan, Transform.forTrees(plan), texts(empty))).containsOnly(0);
        assertThat(Graphs.run(plan, Transform.forTrees(plan), texts(""))).containsOnly(0);
    }

    @Test
    void findsGroupsOfLettersInWordsThatItDoesNotKnow() {
        RawColumn column = RawColumn.texts(
                "place",
                RawColumn.Kind.TEXT,
                texts(row -> "Haus in %s%s".formatted(letters(row), row % 2 == 0 ? "dorf" : "Stein")));
        FeaturePlan plan = plan(column, "");
        Terms terms = (Terms) plan.features().getFirst();
        assertThat(terms.vocabulary()).isEmpty();
        List<String> groups = terms.groups().stream().map(LetterGroup::letters).toList();
        assertThat(groups).startsWith("dor", "ein", "orf", "ste", "tei").doesNotContain("hau");
        assertThat(plan.choices().getFirst().reason())
                .contains("0 come often enough, and %d groups of letters".formatted(groups.size()));
        String[] asked = {"Haus in ZEHLENDORF", "Bergstein 🚀", "", "nirgends"};
        float[] matrix = Graphs.run(plan, Transform.forTrees(plan), texts(asked));
        int width = groups.size();
        float dorf = (float) terms.groups().getFirst().weight();
        assertThat(new float[] {matrix[0], matrix[width], matrix[2 * width], matrix[3 * width]})
                .containsExactly(dorf, 0, 0, 0);
        assertThat(matrix[3]).isZero();
        assertThat(matrix[width + 3]).isPositive();
        String[] alone = {"Bergstein 🚀"};
        assertThat(Graphs.run(plan, Transform.forTrees(plan), texts(alone)))
                .isEqualTo(java.util.Arrays.copyOfRange(matrix, width, 2 * width));
    }

    /** Another word for each row. */
    private static String letters(int row) {
        char[] letters = {(char) ('a' + row / 676 % 26), (char) ('a' + row / 26 % 26), (char) ('a' + row % 26), 'x'};
        return String.valueOf(letters);
    }

    @Test
    void learnsFromColumnsAsTheSpecificationSays() {
        RawColumn zip = RawColumn.numbers("zip", RawColumn.Kind.NUMBER, false, numbers(row -> 60_600 + row % 7));
        assertThat(plan(zip, "zip: category").choices())
                .containsExactly(new FeatureChoice("zip", "category", "features says so: 7 different values"));
        assertThat(plan(zip, "").choices()).containsExactly(new FeatureChoice("zip", "number", "numbers"));
        RawColumn date = RawColumn.texts("day", RawColumn.Kind.TEXT, texts(row -> "%d.2.2026".formatted(1 + row % 28)));
        FeaturePlan dated = plan(date, "day: date");
        assertThat(dated.features().getFirst()).isInstanceOf(Moment.class);
        RawColumn number = RawColumn.texts("n", RawColumn.Kind.TEXT, texts(row -> row % 2 == 0 ? "?" : "1." + row));
        assertThat(plan(number, "n: number").signature().getFirst().nullable()).isTrue();
    }

    @Test
    void tellsAmountsFromCodes() {
        RawColumn budget = RawColumn.numbers(
                "budget",
                RawColumn.Kind.NUMBER,
                false,
                numbers(row -> row % 3 == 0 ? Double.NaN : row % 40 * 2_500_000.0));
        assertThat(plan(budget, "").choices())
                .containsExactly(new FeatureChoice("budget", "number", "numbers, some of them missing"));
        RawColumn tract =
                RawColumn.numbers("tract", RawColumn.Kind.NUMBER, false, numbers(row -> 17_031_000_100.0 + row % 40));
        assertThat(plan(tract, "").choices().getFirst().use()).isEqualTo("category");
    }

    @Test
    void refusesWhatAColumnCannotBe() {
        RawColumn zip = RawColumn.numbers("zip", RawColumn.Kind.NUMBER, false, numbers(row -> row % 7));
        for (String use : List.of("zip: date", "zip: text")) {
            assertThatThrownBy(() -> plan(zip, use))
                    .isInstanceOfSatisfying(
                            UnlearnableException.class,
                            refused -> assertThat(refused.code()).isEqualTo("FEATURE_TYPE"))
                    .hasMessageContaining("zip");
        }
        RawColumn words = RawColumn.texts("w", RawColumn.Kind.TEXT, texts(row -> "w" + row % 3));
        assertThatThrownBy(() -> plan(words, "w: date")).hasMessageContaining("none of its values is one");
    }

    private static FeaturePlan plan(RawColumn column, String features) {
        return plan(column, labels(Task.BINARY, row -> row % 2), features);
    }

    private static FeaturePlan plan(RawColumn column, Labels labels, String features) {
        var spec = SampleSpecs.of("label", features);
        Table table = DeclaredKinds.of(new Table(ROWS, List.of(column)), spec.features());
        return FeaturePlan.of(table, new Part(table, labels), spec);
    }

    private static Part part(RawColumn column, Labels labels) {
        return new Part(new Table(ROWS, List.of(column)), labels);
    }

    private static float[] run(FeaturePlan plan, RawColumn column) {
        Part rows = part(column, labels(Task.BINARY, row -> row % 2));
        return Graphs.run(plan, Transform.forTrees(plan), rows).values();
    }

    private static Labels labels(Task task, java.util.function.IntToDoubleFunction value) {
        List<String> classes = switch (task) {
            case BINARY -> List.of("no", "yes");
            case MULTICLASS -> List.of("no", "yes", "maybe");
            case REGRESSION -> List.of();
        };
        return new Labels(new Outputs(task, classes, 0.5), numbers(value));
    }

    private static int[] rows(java.util.function.IntPredicate wanted) {
        return IntStream.range(0, ROWS).filter(wanted).toArray();
    }

    private static double[] numbers(java.util.function.IntToDoubleFunction value) {
        return IntStream.range(0, ROWS).mapToDouble(value).toArray();
    }

    private static Rows texts(String... values) {
        return new Rows(values.length, Collections.singletonList(values));
    }

    private static String[] texts(java.util.function.IntFunction<String> value) {
        return IntStream.range(0, ROWS).mapToObj(value).toArray(String[]::new);
    }
}
