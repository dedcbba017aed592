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
                found.classes().isEmpty()
                        ? label.label()
                        : ClassNames.among(found.classes(), label.label())
                                .orElseGet(() -> ClassNames.of(label.label())),
                found.prediction().predicted(),
                found.prediction().scores(),
                found.classes());
    }
}
