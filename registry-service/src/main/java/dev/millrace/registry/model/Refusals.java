package dev.millrace.registry.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Codes with which a person's request is refused; the web adapter gives each its status. */
public final class Refusals {

    public static final String VERSION_NOT_FOUND = "VERSION_NOT_FOUND";
    public static final String ALREADY_DECIDED = "ALREADY_DECIDED";
    public static final String FOUR_EYES = "FOUR_EYES";
    public static final String REVIEWER_REQUIRED = "REVIEWER_REQUIRED";
    public static final String NO_CHAMPION = "NO_CHAMPION";
    public static final String NO_PREVIOUS = "NO_PREVIOUS";
    public static final String NOT_APPROVED = "NOT_APPROVED";
    public static final String ALREADY_SERVED = "ALREADY_SERVED";

    /** The version was added or changed this moment, or very much else was; asking again helps. */
    public static final String CHANGED_MEANWHILE = "CHANGED_MEANWHILE";

    /** Something else is in service than the person believes. */
    public static final String GENERATION_CHANGED = "GENERATION_CHANGED";

    private Refusals() {}

    /** What is in service, where the person believes something else; {@code expected} is null where they do not say. */
    static Optional<String> movedOn(ModelState state, @Nullable Long expected) {
        var champion = state.champion();
        long current = champion == null ? 0 : champion.generation().number();
        if (expected == null || expected == current) {
            return Optional.empty();
        }
        return Optional.of(
                champion == null
                        ? "Nothing is in service, and generation %d was expected; look again".formatted(expected)
                        : "Generation %d with version %d is in service, not generation %d; look at the difference again"
                                .formatted(current, champion.version(), expected));
    }
}
