package dev.millrace.messaging.failure;

import dev.millrace.messaging.ParkedException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * What a failure means for whoever met it. There are three answers, and they are decided here and nowhere else, by the type of
 * what was thrown. Causes are looked at only where the exception around them is one that a library puts around
 * everything, so that a feature decides by what it throws and not by what it happens to wrap.
 */
public sealed interface Failure {

    /** Store, broker, registry or file system are away: the same attempt may succeed later, so it is repeated for ever. */
    record Wait(Throwable cause) implements Failure {}

    /** The input can never be handled as it is: an event is parked under this code. */
    record Refuse(ParkedException why) implements Failure {}

    /** Nobody foresaw this: five attempts, then the event is parked. */
    record Defect(Throwable cause) implements Failure {}

    /** Judges an exception. */
    static Failure of(Throwable thrown) {
        var failure = FailureTypes.unwrapped(thrown);
        if (failure instanceof ParkedException refused) {
            return new Refuse(refused);
        }
        if (failure instanceof RecordTooLargeException) {
            return refuse("RECORD_TOO_LARGE", failure);
        }
        if (FailureTypes.isDocumentTooLarge(failure)) {
            return refuse("DOCUMENT_TOO_LARGE", failure);
        }
        return FailureTypes.isOutage(failure) ? new Wait(failure) : new Defect(failure);
    }

    /** Whether the same attempt may succeed later. */
    static boolean isOutage(Throwable thrown) {
        return of(thrown) instanceof Wait;
    }

    private static Refuse refuse(String code, Throwable failure) {
        return new Refuse(new ParkedException(code, String.valueOf(failure.getMessage()), false));
    }
}
