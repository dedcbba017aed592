package dev.millrace.messaging.trail;

import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gives spans the ids that follow from cascades and events; the others get random ones. */
final class GivenIds implements IdGenerator {

    private static final ThreadLocal<@Nullable Ids> GIVEN = new ThreadLocal<>();

    private record Ids(String trace, @Nullable String span) {}

    /**
     * Starts a span with these ids.
     *
     * @param span null for a random one
     */
    <T> T with(String trace, @Nullable String span, Supplier<T> start) {
        GIVEN.set(new Ids(trace, span));
        try {
            return start.get();
        } finally {
            GIVEN.remove();
        }
    }

    @Override
    public String generateTraceId() {
        var ids = GIVEN.get();
        return ids == null ? IdGenerator.random().generateTraceId() : ids.trace();
    }

    @Override
    public String generateSpanId() {
        var ids = GIVEN.get();
        return ids == null || ids.span() == null ? IdGenerator.random().generateSpanId() : ids.span();
    }
}
