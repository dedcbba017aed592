package dev.millrace.console.model;

import dev.millrace.console.chart.Curves;
import dev.millrace.console.chart.Plot;
import dev.millrace.console.model.Comparison.Other;
import dev.millrace.console.model.RegistryAnswers.Evaluation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * ROC, precision and recall, and calibration of a version, with the curves of another one behind them.
 *
 * @param version its number; empty where the registry did not tell
 */
record ComparedCurves(
        Optional<Integer> version,
        Evaluation evaluation,
        @Nullable Other other) {

    /** None for other tasks than two classes. */
    static List<Plot> of(Optional<Integer> version, Evaluation evaluation, @Nullable Other other) {
        if (evaluation.roc().isEmpty()) {
            return List.of();
        }
        var compared = new ComparedCurves(version, evaluation, other);
        return List.of(
                compared.plot(
                        "ROC", "false positives, share", "true positives, share", "guessing", ComparedCurves::roc),
                compared.plot(
                        "Precision and recall", "recall, share", "precision, share", null, ComparedCurves::recall),
                compared.plot(
                        "Calibration", "predicted share", "observed share", "perfect", ComparedCurves::calibration));
    }

    private Plot plot(
            String title, String across, String upwards, @Nullable String diagonal, Function<Evaluation, Line> read) {
        var curves = new ArrayList<Curves.Curve>();
        var compared = other;
        if (compared != null) {
            compared.evaluation()
                    .given()
                    .filter(theirs -> !theirs.roc().isEmpty())
                    .map(read)
                    .ifPresent(line -> curves.add(line.curve("idle", "version " + compared.version())));
        }
        version.ifPresent(number -> curves.add(read.apply(evaluation).curve("running", "version " + number)));
        return new Curves(title, across, upwards, curves, diagonal).plot();
    }

    /** A curve of one version, without its name and colour. */
    private record Line(List<Curves.Point> points, boolean marked, Curves.@Nullable Point threshold) {

        Curves.Curve curve(String css, String name) {
            return new Curves.Curve(css, name, points, marked, threshold);
        }
    }

    private static Line roc(Evaluation evaluation) {
        return new Line(
                evaluation.roc().stream()
                        .map(point -> new Curves.Point(point.falsePositiveRate(), point.truePositiveRate()))
                        .toList(),
                false,
                nearest(
                        evaluation.threshold(),
                        evaluation.roc(),
                        RegistryAnswers.RocPoint::threshold,
                        point -> new Curves.Point(point.falsePositiveRate(), point.truePositiveRate())));
    }

    private static Line recall(Evaluation evaluation) {
        return new Line(
                evaluation.precisionRecall().stream()
                        .map(point -> new Curves.Point(point.recall(), point.precision()))
                        .toList(),
                false,
                nearest(
                        evaluation.threshold(),
                        evaluation.precisionRecall(),
                        RegistryAnswers.RecallPoint::threshold,
                        point -> new Curves.Point(point.recall(), point.precision())));
    }

    private static Line calibration(Evaluation evaluation) {
        return new Line(
                evaluation.calibration().stream()
                        .map(bin -> new Curves.Point(bin.predicted(), bin.observed()))
                        .toList(),
                true,
                null);
    }

    private static <T> Curves.@Nullable Point nearest(
            @Nullable Double threshold,
            List<T> points,
            Function<T, @Nullable Double> of,
            Function<T, Curves.Point> place) {
        return threshold == null
                ? null
                : points.stream()
                        .filter(point -> of.apply(point) != null)
                        .min(Comparator.comparingDouble(
                                point -> Math.abs(Objects.requireNonNull(of.apply(point)) - threshold)))
                        .map(place)
                        .orElse(null);
    }
}
