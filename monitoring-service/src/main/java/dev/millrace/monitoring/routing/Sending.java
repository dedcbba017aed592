package dev.millrace.monitoring.routing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of an attempt to send a message. Reasons name no secret and no address that is one. */
public sealed interface Sending {

    /** The sink has it. */
    record Accepted() implements Sending {}

    /** The sink does not want this message, and would not later. */
    record Refused(String why) implements Sending {}

    /**
     * It may succeed later.
     *
     * @param pause that the sink asks for; null where it asks for none
     */
    record Unavailable(String why, @Nullable Duration pause) implements Sending {}
}
