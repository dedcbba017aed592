package dev.millrace.messaging.commit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Times as the store holds them: text of one width, in microseconds, so that their order is that of the text. A BSON date would cut
 * them to milliseconds.
 */
public final class StoredTimes {

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private StoredTimes() {}

    public static String text(Instant time) {
        return MICROSECONDS.format(time);
    }
}
