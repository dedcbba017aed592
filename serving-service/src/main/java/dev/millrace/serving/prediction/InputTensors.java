package dev.millrace.serving.prediction;

import dev.millrace.models.Rows;
import java.util.HashMap;
import java.util.List;

/** Turns the columns of a request into rows. */
public final class InputTensors {

    private InputTensors() {}

    public static Rows rows(List<InputTensor> tensors, RowsBuilder rows) {
        if (tensors.isEmpty()) {
            throw Refusals.noRows();
        }
        int size = tensors.getFirst().size();
        var names = new HashMap<String, InputTensor>();
        for (var tensor : tensors) {
            if (tensor.size() != size) {
                throw Refusals.shape(tensor.name(), "every column has as many rows as the first, " + size);
            }
            if (names.put(tensor.name(), tensor) != null) {
                throw Refusals.shape(tensor.name(), "it is given twice");
            }
        }
        for (int row = 0; row < size; row++) {
            rows.startRow();
            for (var tensor : tensors) {
                int place = rows.place(tensor.name());
                if (place != RowsBuilder.IGNORED) {
                    tensor.put(row, place, rows);
                }
            }
            rows.endRow();
        }
        return rows.build();
    }
}
