package dev.millrace.console.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a reader may do, as the page before it is done shows it.
 *
 * @param sentence what will happen, with names
 * @param deed what it is, which says who may
 * @param reason whether a reason is asked for
 * @param tick what must be confirmed besides, where it cannot be undone
 * @param choice what is chosen besides, where there is something to choose
 * @param command the same for the command line
 * @param back where to go instead
 */
public record Action(
        String title,
        String sentence,
        String button,
        Deed deed,
        Reason reason,
        @Nullable String tick,
        @Nullable Choice choice,
        String command,
        String back) {

    /** Without anything to choose. */
    public Action(
            String title,
            String sentence,
            String button,
            Deed deed,
            Reason reason,
            @Nullable String tick,
            String command,
            String back) {
        this(title, sentence, button, deed, reason, tick, null, command, back);
    }

    /** The longest reason that services keep. */
    public static final int LONGEST_REASON = 1000;

    /** One of some values, which is part of what is done; the first is chosen until another is. */
    public record Choice(String label, List<Option> options) {

        public Choice {
            options = List.copyOf(options);
        }

        /** Whether it is one of them. */
        public boolean has(String value) {
            return options.stream().anyMatch(option -> option.value().equals(value));
        }
    }

    /** A value, and how it is called. */
    public record Option(String value, String words) {}

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
