package dev.millrace.training.learn.rows;

import dev.millrace.models.Outputs;
import dev.millrace.pipelines.Task;
import java.util.Arrays;
import java.util.List;

/** What is predicted of each row: the place of its class among the classes, or its number. */
public final class Labels {

    private final Outputs outputs;
    private final double[] values;

    /** @param values one a row, as {@link Outputs} reads truths */
    public Labels(Outputs outputs, double[] values) {
        this.outputs = outputs;
        this.values = values;
    }

    /** All of them, one after the other; each is of the same outputs. */
    static Labels joined(List<Labels> parts) {
        return new Labels(
                parts.getFirst().outputs,
                parts.stream()
                        .flatMapToDouble(part -> Arrays.stream(part.values))
                        .toArray());
    }

    /** Whose scores these labels are compared with. */
    public Outputs outputs() {
        return outputs;
    }

    public Task task() {
        return outputs.task();
    }

    public List<String> classes() {
        return outputs.classes();
    }

    public Labels select(int[] rows) {
        return new Labels(
                outputs, Arrays.stream(rows).mapToDouble(row -> values[row]).toArray());
    }

    public int size() {
        return values.length;
    }

    public double value(int row) {
        return values[row];
    }

    /** Not a copy: nobody writes into it. */
    public double[] values() {
        return values;
    }

    /** Rows of each class; none where numbers are learned. */
    public int[] counts() {
        int[] counts = new int[classes().size()];
        for (double value : counts.length == 0 ? new double[0] : values) {
            counts[(int) value]++;
        }
        return counts;
    }
}
