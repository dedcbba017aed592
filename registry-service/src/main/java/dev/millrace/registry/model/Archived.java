package dev.millrace.registry.model;

import org.jspecify.annotations.Nullable;

/** What was put in the archive before a change, and may therefore leave the document with it. */
record Archived(@Nullable Version version, @Nullable Generation generation) {

    static final Archived NOTHING = new Archived(null, null);

    boolean holds(Version one) {
        return one.equals(version);
    }

    boolean holds(Generation one) {
        return one.equals(generation);
    }
}
