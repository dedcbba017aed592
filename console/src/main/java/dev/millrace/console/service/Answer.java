package dev.millrace.console.service;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * What came of a question to a service. That it could not be asked is never shown as "none".
 *
 * @param <T> what was asked for
 */
public sealed interface Answer<T> {

    /** Where the console shows the same answer as JSON. */
    String json();

    /** It was answered. */
    record Given<T>(String json, T value) implements Answer<T> {}

    /** The service answered that it will not, or that there is no such thing. */
    record Refused<T>(String json, int status, Problem problem) implements Answer<T> {}

    /** The service did not answer. */
    record Silent<T>(String json, Part part, String reason, Instant at) implements Answer<T> {}

    /** The answer is still on its way; the page goes out without it, and its script asks again. */
    record Late<T>(String json, Part part) implements Answer<T> {}

    default boolean isGiven() {
        return this instanceof Given<T>;
    }

    default Optional<T> given() {
        return this instanceof Given<T> given ? Optional.of(given.value()) : Optional.empty();
    }

    /** For templates, behind a check of {@link #isGiven}. */
    default T getValue() {
        return given().orElseThrow();
    }

    /** The same outcome, with something made of what was asked for. */
    default <U> Answer<U> map(Function<T, U> made) {
        return switch (this) {
            case Given<T> given -> new Given<>(json(), made.apply(given.value()));
            case Refused<T> refused -> new Refused<>(json(), refused.status(), refused.problem());
            case Silent<T> silent -> new Silent<>(json(), silent.part(), silent.reason(), silent.at());
            case Late<T> late -> new Late<>(json(), late.part());
        };
    }
}
