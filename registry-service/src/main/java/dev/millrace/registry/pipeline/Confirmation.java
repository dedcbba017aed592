package dev.millrace.registry.pipeline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came of confirming that a version may be weaker than the one before. */
public sealed interface Confirmation {

    /** Its gates and its approval policy hold from now on. */
    record Confirmed(PipelineState state) implements Confirmation {}

    /** Nothing changes. */
    record Refused(String code, String detail) implements Confirmation {}

    String PIPELINE_NOT_FOUND = "PIPELINE_NOT_FOUND";
    String VERSION_NOT_IN_FORCE = "VERSION_NOT_IN_FORCE";
    String NOTHING_TO_CONFIRM = "NOTHING_TO_CONFIRM";

    /** Pure. */
    static Confirmation of(@Nullable PipelineState state, int version, String by, Instant now) {
        if (state == null) {
            return new Refused(PIPELINE_NOT_FOUND, "There is no such pipeline");
        }
        if (state.current().version() != version) {
            return new Refused(
                    VERSION_NOT_IN_FORCE,
                    "Version %d is in force, and only that can be confirmed"
                            .formatted(state.current().version()));
        }
        return state.unconfirmed().isEmpty()
                ? new Refused(
                        NOTHING_TO_CONFIRM, "The gates and the approval policy of version " + version + " hold already")
                : new Confirmed(state.confirmed(by, now));
    }
}
