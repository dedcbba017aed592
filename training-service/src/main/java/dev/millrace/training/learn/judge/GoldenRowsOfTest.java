package dev.millrace.training.learn.judge;

import dev.millrace.models.GoldenRows;
import dev.millrace.models.ModelPackage.Feature;
import dev.millrace.models.OnnxGraph;
import dev.millrace.models.Outputs;
import dev.millrace.models.Rows;
import dev.millrace.training.learn.rows.Part;
import dev.millrace.training.learn.rows.RawColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Picks the rows that serving replays: test rows, rows with each column missing in turn, and rows never seen before. */
public final class GoldenRowsOfTest {

    private static final int TEST_ROWS = 30;
    private static final int MOST = 60;

    private GoldenRowsOfTest() {}

    public static GoldenRows of(OnnxGraph model, List<Feature> signature, Part test) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < Math.min(TEST_ROWS, test.size()); i++) {
            rows.add(row(signature, test, (int) ((long) i * test.size() / TEST_ROWS) % test.size()));
        }
        rows.add(unseen(signature));
        rows.add(new ArrayList<>(java.util.Collections.nCopies(signature.size(), null)));
        for (int column = 0; column < signature.size() && rows.size() < MOST; column++) {
            List<@Nullable Object> row = new ArrayList<>(row(signature, test, column % test.size()));
            row.set(column, null);
            rows.add(row);
        }
        float[] scores = model.run(Rows.of(signature, rows));
        return recorded(rows, scores, test.labels().outputs());
    }

    private static GoldenRows recorded(List<List<@Nullable Object>> rows, float[] scores, Outputs outputs) {
        var predictions = new ArrayList<String>();
        var recorded = new ArrayList<List<Double>>();
        for (int row = 0; row < rows.size(); row++) {
            var of = new ArrayList<Double>(outputs.width());
            for (int place = 0; place < outputs.width(); place++) {
                of.add((double) scores[row * outputs.width() + place]);
            }
            recorded.add(of);
            predictions.add(outputs.answer(scores, row));
        }
        return new GoldenRows(rows, predictions, recorded);
    }

    private static List<@Nullable Object> row(List<Feature> signature, Part test, int row) {
        List<@Nullable Object> values = new ArrayList<>(signature.size());
        for (var feature : signature) {
            var column = test.rows().column(feature.name()).orElseThrow();
            values.add(column.missing(row) ? null : value(feature, column, row));
        }
        return values;
    }

    private static Object value(Feature feature, RawColumn column, int row) {
        return switch (feature.kind()) {
            case NUMBER, TIME -> column.number(row);
            case BOOLEAN -> column.number(row) != 0;
            case TEXT -> column.text(row);
        };
    }

    private static List<@Nullable Object> unseen(List<Feature> signature) {
        List<@Nullable Object> values = new ArrayList<>(signature.size());
        for (var feature : signature) {
            values.add(
                    switch (feature.kind()) {
                        case NUMBER, TIME -> 17_031_081_402.5;
                        case BOOLEAN -> true;
                        case TEXT -> "never seen before";
                    });
        }
        return values;
    }
}
