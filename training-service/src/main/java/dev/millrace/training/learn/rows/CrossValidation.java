package dev.millrace.training.learn.rows;

import dev.millrace.pipelines.DataSpec.Split;
import dev.millrace.pipelines.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * How training and validation rows take turns in judging candidates, where the validation rows alone are too few to choose by.
 * Each class is in every fold with its share, and rows of a group stay together. By time, the newer half is judged in blocks,
 * each by what learned from all rows before it.
 *
 * @param method for people
 */
public record CrossValidation(String method, List<Fold> folds) {

    /** So many validation rows choose well enough by themselves. */
    static final int ENOUGH = 75;

    /** More rows would take long, and are only asked for by a split with hardly any validation rows. */
    private static final int MOST = 10_000;

    private static final int FOLDS = 5;

    public CrossValidation {
        folds = List.copyOf(folds);
    }

    /** Labels of all rows that judge, fold after fold. */
    public Labels judged() {
        return Labels.joined(folds.stream().map(fold -> fold.judges().labels()).toList());
    }

    /** Empty where the validation rows are enough, or others would not be more. */
    static Optional<CrossValidation> of(Table table, long[] hashes, Labels labels, Split split, Parts parts) {
        int validation = parts.validation().length;
        int[] rows = IntStream.concat(IntStream.of(parts.train()), IntStream.of(parts.validation()))
                .toArray();
        if (validation >= ENOUGH || rows.length > MOST) {
            return Optional.empty();
        }
        boolean time = split.by() == Split.By.TIME;
        var folds = (time ? forward(rows, table, labels) : inTurn(rows, table, hashes, labels, split))
                .stream().filter(CrossValidation::isUsable).toList();
        var method = (time ? "forward chaining in %d steps" : "%d-fold cross-validation").formatted(folds.size());
        return folds.size() > 1
                ? Optional.of(new CrossValidation(method, folds)).filter(found -> found.judgesMoreThan(validation))
                : Optional.empty();
    }

    private static List<Fold> inTurn(int[] rows, Table table, long[] hashes, Labels labels, Split split) {
        double[] all = Parts.fractions(table, hashes, labels, split);
        double[] fractions = IntStream.of(rows).mapToDouble(row -> all[row]).toArray();
        int[] folds = Parts.divided(labels.select(rows), split, fractions, Cut.even(FOLDS));
        return IntStream.range(0, FOLDS)
                .mapToObj(fold -> new Fold(
                        part(table, labels, chosen(rows, row -> folds[row] != fold)),
                        part(table, labels, chosen(rows, row -> folds[row] == fold))))
                .toList();
    }

    private static int[] chosen(int[] rows, IntPredicate wanted) {
        return IntStream.range(0, rows.length)
                .filter(wanted)
                .map(row -> rows[row])
                .toArray();
    }

    /** @param rows in the order of time */
    private static List<Fold> forward(int[] rows, Table table, Labels labels) {
        int half = rows.length / 2;
        var folds = new ArrayList<Fold>();
        for (int step = 0; step < FOLDS; step++) {
            int from = half + step * (rows.length - half) / FOLDS;
            int to = half + (step + 1) * (rows.length - half) / FOLDS;
            folds.add(new Fold(
                    part(table, labels, Arrays.copyOf(rows, from)),
                    part(table, labels, Arrays.copyOfRange(rows, from, to))));
        }
        return folds;
    }

    private static Part part(Table table, Labels labels, int[] rows) {
        return new Part(table.select(rows), labels.select(rows));
    }

    /** Whether there is something to learn of each class, and something to judge. */
    private static boolean isUsable(Fold fold) {
        var train = fold.train().labels();
        return train.size() > 0
                && IntStream.of(train.counts()).allMatch(rows -> rows > 0)
                && fold.judges().size() > 0;
    }

    private boolean judgesMoreThan(int rows) {
        var judged = judged();
        return judged.size() > rows
                && (judged.task() != Task.BINARY
                        || IntStream.of(judged.counts()).allMatch(of -> of > 0));
    }
}
