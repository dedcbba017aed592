package dev.millrace.monitoring.cascade.kafka;

import dev.millrace.contracts.GateResult;
import org.jspecify.annotations.Nullable;

/** A gate with what it saw, such as {@code auc 0.55 < 0.6}. */
final class GateSentence {

    private GateSentence() {}

    static String of(GateResult gate) {
        Double value = gate.getValue();
        String metric = gate.getSlice() == null ? gate.getMetric() : gate.getMetric() + "[" + gate.getSlice() + "]";
        if (value == null) {
            return metric + " is missing (" + gate.getNote() + ")";
        }
        String bound = Figures.number(gate.getBound());
        return metric + " " + Figures.number(value)
                + switch (gate.getKind()) {
                    case "min" -> (gate.getPassed() ? " ≥ " : " < ") + bound;
                    case "max" -> (gate.getPassed() ? " ≤ " : " > ") + bound;
                    default ->
                        " against the champion's %s, may %s by %s"
                                .formatted(
                                        champion(gate.getChampionValue()),
                                        gate.getKind().equals("maxRiseFromChampion") ? "rise" : "drop",
                                        bound);
                };
    }

    private static String champion(@Nullable Double value) {
        return value == null ? "missing value" : Figures.number(value);
    }
}
