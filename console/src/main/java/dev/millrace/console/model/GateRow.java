package dev.millrace.console.model;

import dev.millrace.console.chart.Change;
import dev.millrace.console.chart.Numbers;
import dev.millrace.console.chart.Plot;
import dev.millrace.console.model.RegistryAnswers.Gate;
import org.jspecify.annotations.Nullable;

/** A gate as a row: what it demands, what it saw, how it went, and the same as a drawing. */
record GateRow(Gate gate) {

    private boolean drop() {
        return gate.kind().equals("maxDropFromChampion");
    }

    private boolean rise() {
        return gate.kind().equals("maxRiseFromChampion");
    }

    /** What the value, or its difference from the champion's, has to keep. */
    public String demand() {
        return switch (gate.kind()) {
            case "min" -> "≥ " + Numbers.value(gate.bound());
            case "max" -> "≤ " + Numbers.value(gate.bound());
            case "maxDropFromChampion" ->
                "≥ champion " + Numbers.value(-gate.bound()).replace("−", "− ");
            case "maxRiseFromChampion" -> "≤ champion + " + Numbers.value(gate.bound());
            default -> gate.kind() + " " + Numbers.value(gate.bound());
        };
    }

    public @Nullable Double difference() {
        return gate.value() == null || gate.championValue() == null ? null : gate.value() - gate.championValue();
    }

    /** What becomes of the status' colour: a gate that refuses did its work, but the version failed it. */
    public String css() {
        return switch (gate.result()) {
            case "PASSED" -> "good";
            case "SKIPPED_FIRST_MODEL" -> "idle";
            case "FAILED", "METRIC_MISSING", "METRIC_INVALID", "SLICE_MISSING" -> "bad";
            default -> "attention";
        };
    }

    public Plot plot() {
        return new Change(gate.value(), gate.championValue(), bound(), css()).plot();
    }

    private @Nullable Double bound() {
        if (!drop() && !rise()) {
            return gate.bound();
        }
        return gate.championValue() == null ? null : gate.championValue() + (drop() ? -gate.bound() : gate.bound());
    }
}
