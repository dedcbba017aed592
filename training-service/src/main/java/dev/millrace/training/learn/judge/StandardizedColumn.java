package dev.millrace.training.learn.judge;

import dev.millrace.models.Baseline;
import dev.millrace.models.Binning;
import dev.millrace.models.Together.Scaled;
import dev.millrace.training.learn.rows.RawColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/**
 * A column as numbers of mean 0 and deviation 1, missing values taken for the mean: as scikit-learn's {@code SimpleImputer} and
 * {@code StandardScaler} make it. A text is the share of the rows that have it.
 */
final class StandardizedColumn {

    /** Of the mean; what is less is rounding. */
    private static final double LEAST_DEVIATION = 1e-9;

    private final Scaled scaled;
    private final double[] values;

    private StandardizedColumn(Scaled scaled, double[] values) {
        this.scaled = scaled;
        this.values = values;
    }

    /**
     * Empty where the column has one value alone.
     *
     * @param frozen its bins
     * @param rows places of the rows that it is standardized by
     */
    static Optional<StandardizedColumn> of(Baseline.Column frozen, RawColumn column, int[] rows) {
        var byBin =
                frozen.kind() == Baseline.Column.Kind.NUMBER ? List.<Double>of() : valuesOf(frozen, column.isText());
        var binning = Binning.of(frozen);
        IntToDoubleFunction value =
                byBin.isEmpty() ? column::number : row -> byBin.get(binning.bin(column.category(row)));
        double[] values = Arrays.stream(rows).mapToDouble(value).toArray();
        double mean = Arrays.stream(values).filter(Double::isFinite).average().orElse(0);
        Arrays.setAll(values, row -> Double.isFinite(values[row]) ? values[row] - mean : 0);
        double squares = Arrays.stream(values).map(each -> each * each).sum();
        double deviation = Math.sqrt(squares / values.length);
        if (!(deviation > LEAST_DEVIATION * Math.abs(mean))) {
            return Optional.empty();
        }
        Arrays.setAll(values, row -> values[row] / deviation);
        var known = byBin.stream().map(each -> each.isNaN() ? mean : each).toList();
        return Optional.of(new StandardizedColumn(new Scaled(frozen.name(), mean, deviation, known), values));
    }

    /** Of each bin: of texts their shares, 0 of all others; of numbers themselves. NaN where it has none, as of missing values. */
    private static List<Double> valuesOf(Baseline.Column frozen, boolean texts) {
        var counts = frozen.counts();
        int categories = frozen.categories().size();
        double present = counts.subList(0, counts.size() - 1).stream()
                .mapToLong(Long::longValue)
                .sum();
        var values = new ArrayList<Double>();
        for (int bin = 0; bin < categories; bin++) {
            values.add(
                    texts
                            ? counts.get(bin) / present
                            : number(frozen.categories().get(bin)));
        }
        for (int bin = categories; bin < counts.size() - 1; bin++) {
            values.add(texts ? 0 : Double.NaN);
        }
        values.add(Double.NaN);
        return values;
    }

    private static double number(String category) {
        return switch (category) {
            case "true" -> 1;
            case "false" -> 0;
            default -> Double.parseDouble(category);
        };
    }

    Scaled scaled() {
        return scaled;
    }

    double[] values() {
        return values;
    }
}
