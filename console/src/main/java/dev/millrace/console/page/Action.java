package dev.millrace.console.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a reader may do, as the page before it is done shows it.
 *
 * @param sentence what will happen, with names
 * @param roles of which the services want one for it
 * @param reason whether a reason is asked for
 * @param tick what must be confirmed besides, where it cannot be undone
 * @param command the same for the command line
 * @param back where to go instead
 */
public record Action(
        String title,
        String sentence,
        String button,
        List<String> roles,
        Reason reason,
        @Nullable String tick,
        String command,
        String back) {

    public Action {
        roles = List.copyOf(roles);
    }

    /** The longest reason that services keep. */
    public static final int LONGEST_REASON = 1000;

    /** Whether a reason is kept with what is done. */
    public enum Reason {
        NONE,
        OPTIONAL,
        REQUIRED
    }

    public boolean asksForReason() {
        return reason != Reason.NONE;
    }

    /** What is wrong with what was filled in, or nothing. */
    public @Nullable String mistake(String given, boolean ticked) {
        if (reason == Reason.REQUIRED && given.isBlank()) {
            return "A reason is needed; it is kept with what you do.";
        }
        if (given.length() > LONGEST_REASON) {
            return "A reason has at most " + LONGEST_REASON + " characters, this one has " + given.length() + ".";
        }
        return tick != null && !ticked ? "This cannot be undone: tick that you know it." : null;
    }
}
