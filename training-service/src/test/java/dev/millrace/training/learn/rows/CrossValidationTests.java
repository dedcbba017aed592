package dev.millrace.training.learn.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.models.Outputs;
import dev.millrace.pipelines.DataSpec.Split;
import dev.millrace.pipelines.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrossValidationTests {

    private static final Outputs COLOURS = new Outputs(Task.MULTICLASS, List.of("blue", "green", "red"), 0);

    @Test
    void letsEachTrainingAndValidationRowJudgeOnce() {
        var parts = parts(200, numbers(200), split(Split.By.HASH, null));
        var turns = turns(200, numbers(200), split(Split.By.HASH, null)).orElseThrow();
        assertThat(turns.method()).isEqualTo("5-fold cross-validation");
        assertThat(values(turns.folds().stream().map(Fold::judges).toList()))
                .containsExactlyInAnyOrder(
                        IntStream.concat(IntStream.of(parts.train()), IntStream.of(parts.validation()))
                                .asDoubleStream()
                                .toArray());
        assertThat(turns.folds())
                .allSatisfy(fold ->
                        assertThat(values(List.of(fold.train()))).doesNotContain(values(List.of(fold.judges()))));
        assertThat(turns.judged().size()).isEqualTo(parts.train().length + parts.validation().length);
    }

    @Test
    void givesEachFoldItsShareOfEachClass() {
        var labels = new Labels(
                COLOURS,
                IntStream.range(0, 300)
                        .mapToDouble(row -> row % 10 == 0 ? 2 : row % 2)
                        .toArray());
        var turns = turns(300, labels, split(Split.By.HASH, null)).orElseThrow();
        assertThat(turns.folds())
                .allSatisfy(
                        fold -> assertThat(fold.judges().labels().counts()[2]).isBetween(5, 6));
    }

    @Test
    void keepsTheRowsOfAGroupInOneFold() {
        var split = split(Split.By.GROUP, "group");
        var turns = turns(300, numbers(300), split).orElseThrow();
        assertThat(turns.folds())
                .allSatisfy(fold -> assertThat(groups(fold.train())).doesNotContain(groups(fold.judges())));
    }

    @Test
    void judgesTheNewerHalfByWhatLearnedFromAllRowsBefore() {
        var turns = turns(200, numbers(200), split(Split.By.TIME, "x")).orElseThrow();
        assertThat(turns.method()).isEqualTo("forward chaining in 5 steps");
        assertThat(turns.judged().values())
                .containsExactly(IntStream.range(85, 170).asDoubleStream().toArray());
        assertThat(turns.folds())
                .allSatisfy(fold -> assertThat(fold.train().labels().values())
                        .containsExactly(
                                IntStream.range(0, (int) fold.judges().labels().value(0))
                                        .asDoubleStream()
                                        .toArray()));
    }

    @Test
    void isNotNeededWhereTheValidationRowsAreEnough() {
        var time = split(Split.By.TIME, "x");
        assertThat(parts(494, numbers(494), time).validation()).hasSize(CrossValidation.ENOUGH - 1);
        assertThat(turns(494, numbers(494), time)).isPresent();
        assertThat(parts(500, numbers(500), time).validation()).hasSize(CrossValidation.ENOUGH);
        assertThat(turns(500, numbers(500), time)).isEmpty();
    }

    @Test
    void leavesOutTurnsThatCouldNotLearnEachClass() {
        double[] classes = IntStream.range(0, 200)
                .mapToDouble(row -> row == 120 ? 2 : row % 2)
                .toArray();
        var turns = turns(200, new Labels(COLOURS, classes), split(Split.By.TIME, "x"))
                .orElseThrow();
        assertThat(turns.method()).isEqualTo("forward chaining in 2 steps");
        assertThat(turns.folds())
                .allSatisfy(fold -> assertThat(fold.train().labels().counts()).doesNotContain(0));
    }

    private static Labels numbers(int rows) {
        return new Labels(
                Outputs.number(), IntStream.range(0, rows).asDoubleStream().toArray());
    }

    private static Split split(Split.By by, String column) {
        return new Split(by, 0.7, 0.15, 0.15, column, 7);
    }

    /** The number of each row, and a group of four rows. */
    private static Table table(int rows) {
        return new Table(
                rows,
                List.of(
                        RawColumn.numbers(
                                "x",
                                RawColumn.Kind.NUMBER,
                                false,
                                IntStream.range(0, rows).asDoubleStream().toArray()),
                        RawColumn.numbers(
                                "group",
                                RawColumn.Kind.NUMBER,
                                false,
                                IntStream.range(0, rows)
                                        .mapToDouble(row -> Math.floor(row / 4.0))
                                        .toArray())));
    }

    private static Parts parts(int rows, Labels labels, Split split) {
        return Parts.of(table(rows), RowHashes.of(table(rows)), labels, split);
    }

    private static Optional<CrossValidation> turns(int rows, Labels labels, Split split) {
        var table = table(rows);
        return CrossValidation.of(table, RowHashes.of(table), labels, split, parts(rows, labels, split));
    }

    private static double[] values(List<Part> parts) {
        return parts.stream().flatMapToDouble(part -> column(part, "x")).toArray();
    }

    private static double[] groups(Part part) {
        return column(part, "group").distinct().toArray();
    }

    private static DoubleStream column(Part part, String name) {
        var column = part.rows().column(name).orElseThrow();
        return Arrays.stream(
                IntStream.range(0, part.size()).mapToDouble(column::number).toArray());
    }
}
