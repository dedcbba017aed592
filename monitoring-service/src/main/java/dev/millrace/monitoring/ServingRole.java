package dev.millrace.monitoring;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a version of a model answers for: which of a model's answers are watched and scored together. */
public enum ServingRole {
    /** It answers whoever asks for the model. */
    CHAMPION("");

    private final String mark;

    ServingRole(String mark) {
        this.mark = mark;
    }

    /** The role that is stored; documents that earlier releases stored without one are about the champion. */
    public static ServingRole stored(@Nullable ServingRole role) {
        return Objects.requireNonNullElse(role, CHAMPION);
    }

    /**
     * What stands behind a model's name in the ids of documents about the role, so that each role has documents of its own. It has no
     * slash and is no part of any name. The champion has none: its documents have the ids that they always had.
     */
    public String mark() {
        return mark;
    }
}
