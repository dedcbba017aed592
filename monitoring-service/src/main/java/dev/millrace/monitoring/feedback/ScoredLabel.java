package dev.millrace.monitoring.feedback;

import dev.millrace.models.ClassNames;
import java.time.Instant;
import java.util.List;

/** A label together with its prediction, ready to be counted in a window. */
record ScoredLabel(Instant observedAt, String label, String predicted, List<Double> scores, List<String> classes) {

    ScoredLabel {
        scores = List.copyOf(scores);
        classes = List.copyOf(classes);
    }

    static ScoredLabel of(Label label, Predictions.Found found) {
        return new ScoredLabel(
                label.observedAt(),
                found.classes().isEmpty() ? number(label.label()) : className(found.classes(), label.label()),
                found.prediction().predicted(),
                found.prediction().scores(),
                found.classes());
    }

    private static String className(List<String> classes, String label) {
        return ClassNames.among(classes, label).orElseGet(() -> ClassNames.of(label));
    }

    /** A number however it is written, so that 3 and 3.0 are one label. */
    private static String number(String label) {
        try {
            return Double.toString(Double.parseDouble(label));
        } catch (NumberFormatException text) {
            return label;
        }
    }
}
