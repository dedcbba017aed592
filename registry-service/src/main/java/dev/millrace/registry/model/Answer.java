package dev.millrace.registry.model;

import org.jspecify.annotations.Nullable;

/** What a person is told. */
public sealed interface Answer {

    /** @param replayed the same request was carried out before, and this is what was told then */
    record Done(Told told, boolean replayed) implements Answer {}

    /** @param version as it stands, where that explains the refusal */
    record Refused(String code, String detail, @Nullable Version version) implements Answer {}
}
