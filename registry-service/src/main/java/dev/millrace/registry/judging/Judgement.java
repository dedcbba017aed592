package dev.millrace.registry.judging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The decision record of the gates, with every figure.
 *
 * @param rubberStamp there was no champion, so nothing was compared
 * @param championVersion in service when the gates judged; null where there was none
 * @param packageProblem code and detail of what is wrong with the package; null where it is sound
 */
public record Judgement(
        Verdict verdict,
        boolean rubberStamp,
        @Nullable Integer championVersion,
        List<GateFinding> gates,
        @Nullable String packageProblem,
        String summary) {

    public Judgement {
        gates = List.copyOf(gates);
    }

    /** What the gates said. */
    public enum Verdict {
        BLESSED,
        NOT_BLESSED,
        /** All values pass, but the champion could not be compared with: a person has to decide. */
        NOT_COMPARABLE
    }
}
