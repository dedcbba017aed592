package dev.millrace.training.learn.judge;

import dev.millrace.models.Baseline;
import dev.millrace.models.Outputs;
import dev.millrace.pipelines.Task;
import dev.millrace.training.learn.rows.Clusters;
import dev.millrace.training.learn.rows.RawColumn;
import dev.millrace.training.learn.rows.Table;
import java.util.List;
import java.util.stream.IntStream;

/** The rows that training did not see, and what the model answers to them. */
public final class UnseenRows {

    private final List<Table> parts;
    private final Clusters clusters;
    private final Outputs outputs;
    private final float[] scores;
    private final double worth;

    /**
     * All of them.
     *
     * @param parts one behind the other
     * @param clusters of their rows, in this order
     * @param outputs what the scores mean
     * @param scores row after row
     */
    public UnseenRows(List<Table> parts, Clusters clusters, Outputs outputs, float[] scores) {
        this.parts = List.copyOf(parts);
        this.clusters = clusters;
        this.outputs = outputs;
        this.scores = scores;
        this.worth = clusters.worth(outputs.width(), place -> scores[place]);
    }

    List<Table> parts() {
        return parts;
    }

    Clusters clusters() {
        return clusters;
    }

    /** The predicted classes where they are several; else the score of the second class or the number. */
    RawColumn answers(IntStream rows) {
        return outputs.task() == Task.MULTICLASS
                ? RawColumn.texts(
                        Baseline.PREDICTION,
                        RawColumn.Kind.TEXT,
                        rows.mapToObj(row -> outputs.answer(scores, row)).toArray(String[]::new))
                : RawColumn.numbers(
                        Baseline.PREDICTION,
                        RawColumn.Kind.NUMBER,
                        false,
                        rows.mapToDouble(row -> scores[(row + 1) * outputs.width() - 1])
                                .toArray());
    }

    /** How many independent answers one answer is worth, at most 1. */
    double worth() {
        return worth;
    }

    /** The same shares of fewer rows; what has a row keeps one. */
    static List<Long> counted(List<Long> counts, double worth) {
        return counts.stream()
                .map(count -> count == 0 ? 0 : Math.max(1, Math.round(count * worth)))
                .toList();
    }
}
