package dev.millrace.messaging.commit;

import dev.millrace.messaging.failure.Failure;
import dev.millrace.web.Problem;
import java.io.Serial;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;

/**
 * Nothing was changed, and the same may succeed later: a listener waits, a client is answered 503 with the code that the
 * cause carries.
 */
public final class UnavailableException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private UnavailableException(String code, String detail) {
        super(code + ": " + detail, new Problem(HttpStatus.SERVICE_UNAVAILABLE, code, detail));
    }

    static UnavailableException backlog(String aggregate, int entries) {
        return new UnavailableException(
                "OUTBOX_BACKLOG", "%s waits with %d entries to be published".formatted(aggregate, entries));
    }

    static UnavailableException contended(String aggregate) {
        return new UnavailableException("CONTENDED", aggregate + " was changed by others each time");
    }

    /** What a commit promised is on its way to the store: whoever needs it waits. */
    public static UnavailableException notYet(String detail) {
        return new UnavailableException("NOT_YET", detail);
    }

    /** The broker has not taken what was sent to it. */
    public static UnavailableException broker(String detail) {
        return new UnavailableException("BROKER_UNAVAILABLE", detail);
    }

    /** As {@link #broker(String)}, with what the client of the broker threw. */
    public static UnavailableException broker(String detail, Throwable failure) {
        var exception = broker(detail);
        exception.addSuppressed(failure);
        return exception;
    }

    /** Asks the store. Where it does not answer, the caller may ask the same later. */
    static <T> T asking(Supplier<T> question) {
        try {
            return question.get();
        } catch (UnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            throw Failure.isOutage(e) ? store(e) : e;
        }
    }

    private static UnavailableException store(RuntimeException failure) {
        var exception = new UnavailableException("STORE_UNAVAILABLE", "the document store does not answer");
        exception.addSuppressed(failure);
        return exception;
    }
}
