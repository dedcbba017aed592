package dev.millrace.messaging.wire;

import dev.millrace.messaging.Envelope;
import dev.millrace.messaging.EventIds;
import dev.millrace.messaging.ParkedException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of an event that a producer outside Millrace has published. It must have an id of its own; all else may be left
 * out and is filled in, from the event and its record alone, so that a record that is read again gives the same.
 */
final class OutsideEnvelope {

    private static final int LONGEST_ID = 128;
    private static final int LONGEST_NAME = 64;
    private static final int MOST_HOPS = 1000;
    private static final Pattern PROJECT = Pattern.compile("[a-z][a-z0-9._-]{0,62}");

    private OutsideEnvelope() {}

    /**
     * @param read as published, the fields that were left out with their schema's defaults
     * @param appendedAt when the broker got the record
     * @throws ParkedException that says what the producer has to change
     */
    static Envelope filledIn(Envelope read, Instant appendedAt) {
        var producer = read.aggregateId();
        check(producer.length() <= LONGEST_NAME && isPlain(producer), "PRODUCER_NAME", """
                aggregateId is %s. A producer outside leaves it out or puts its own name there: at most 64 characters, \
                none of them a colon, a line break or another control character""", producer);
        var id = read.eventId();
        check(
                !id.isBlank() && isId(id),
                "EVENT_ID",
                "eventId is %s. Give each event an id of its own, such as a UUID: 1 to 128 characters, none of them a "
                        + "control character",
                id);
        check(
                isProject(read.project()),
                "PROJECT_NAME",
                "project is %s. Leave it out for the project 'default', or name one: 1 to 63 of a-z 0-9 - _ . that start "
                        + "with a letter",
                read.project());
        checkLineage(read);
        var aggregateId = Envelope.outsideAggregate(producer, id);
        return new Envelope(
                id,
                aggregateId,
                1,
                read.project(),
                read.pipeline(),
                read.cascadeId().isEmpty() ? cascade(aggregateId) : read.cascadeId(),
                read.causationId(),
                read.hop(),
                read.occurredAt().equals(Instant.EPOCH) ? appendedAt : read.occurredAt());
    }

    static boolean isProject(String name) {
        return PROJECT.matcher(name).matches();
    }

    private static void checkLineage(Envelope read) {
        check(isId(read.cascadeId()), "CASCADE_ID", """
                cascadeId is %s. Leave it out to start a cascade, or copy it from the event that yours answers: at most 128 \
                characters, none of them a control character""", read.cascadeId());
        var cause = read.causationId();
        check(cause == null || (!cause.isBlank() && isId(cause)), "CAUSATION_ID", """
                causationId is %s. Leave it out, or put the eventId of the event that yours answers there: 1 to 128 \
                characters, none of them a control character""", cause);
        check(read.hop() >= 0 && read.hop() <= MOST_HOPS, "HOP", """
                hop is %s. Leave it out to start a cascade, or put one more there than the event has that yours answers: 0 \
                to 1000""", String.valueOf(read.hop()));
    }

    /** One that no other event has by chance. */
    private static String cascade(String aggregateId) {
        return EventIds.sha256(aggregateId.getBytes(StandardCharsets.UTF_8)).substring(0, 32);
    }

    private static boolean isId(String text) {
        return text.length() <= LONGEST_ID && isPlain(text);
    }

    private static boolean isPlain(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }

    private static void check(boolean holds, String code, String detail, @Nullable String came) {
        if (!holds) {
            throw new ParkedException(code, detail.formatted(shown(came)), false);
        }
    }

    private static String shown(@Nullable String text) {
        var plain = String.valueOf(text).replaceAll("\\p{Cntrl}", "�");
        return "'" + (plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME) + "…") + "'";
    }
}
