package dev.millrace.messaging.web;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.EventJson;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.consume.ParkedRecord;
import dev.millrace.messaging.consume.ParkedRecord.Treatment;
import dev.millrace.messaging.consume.ParkedSweep;
import dev.millrace.messaging.consume.Parking;
import dev.millrace.messaging.wire.Codec;
import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import dev.millrace.web.NotFound;
import dev.millrace.web.PageLimit;
import dev.millrace.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows records that could not be handled, and lets an administrator try or discard them. */
@RestController
class ParkedController {

    private static final int MOST = 200;
    private static final int LONGEST_REASON = 1000;

    private final Parking parking;
    private final ParkedSweep sweep;
    private final Codec codec;

    ParkedController(Parking parking, ParkedSweep sweep, Codec codec) {
        this.parking = parking;
        this.sweep = sweep;
        this.codec = codec;
    }

    /**
     * A parked record without its content.
     *
     * @param treatment what a person did with it last; null where nobody did anything
     */
    record Parked(
            String id,
            String topic,
            int partition,
            long offset,
            String listener,
            String code,
            String detail,
            Instant parkedAt,
            String status,
            int attempts,
            @Nullable Treatment treatment) {

        static Parked of(ParkedRecord parked) {
            return new Parked(
                    parked.id(),
                    parked.place().topic(),
                    parked.place().partition(),
                    parked.place().offset(),
                    parked.listener(),
                    parked.reason().code(),
                    parked.reason().detail(),
                    parked.parkedAt(),
                    parked.status().name(),
                    parked.attempts(),
                    parked.treatment());
        }
    }

    /**
     * Those that wait, the last parked first.
     *
     * @param total how many wait
     * @param next what to pass as {@code after} for the next page; null on the last
     */
    record ParkedList(
            List<Parked> parked, long total, @Nullable String next) {}

    /**
     * A parked record with its content.
     *
     * @param key in Base64
     * @param value in Base64
     * @param decoded the event as JSON, long texts and lists shortened; null where it cannot be decoded
     * @param undecodable why it cannot; null where it can
     */
    record ParkedContent(
            Parked record,
            @Nullable String key,
            @Nullable String value,
            @JsonRawValue @Nullable String decoded,
            @Nullable String undecodable) {}

    /** Why something is done with a record. */
    record Reason(@Nullable String reason) {}

    @Operation(summary = "Records that could not be handled and were put aside, the last one first")
    @GetMapping("/v1/parked")
    @Allowed({Role.VIEWER, Role.ADMIN})
    ParkedList list(
            @RequestParam(required = false) @Nullable String topic,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int limit,
            Caller caller) {
        PageLimit.checked(limit, MOST);
        var projects = projects(caller);
        var last = after == null ? null : visible(after, caller);
        var found = parking.list(projects, topic, last, limit + 1);
        var listed = found.subList(0, Math.min(limit, found.size()));
        return new ParkedList(
                listed.stream().map(Parked::of).toList(),
                parking.total(projects, topic),
                found.size() > limit ? listed.getLast().id() : null);
    }

    @Operation(summary = "One record that was put aside, with its content and why")
    @GetMapping("/v1/parked/{id}")
    @Allowed({Role.VIEWER, Role.ADMIN})
    ParkedContent show(@PathVariable String id, Caller caller) {
        var parked = visible(id, caller);
        var content = parked.content();
        try {
            return new ParkedContent(Parked.of(parked), content.key(), content.value(), decoded(parked), null);
        } catch (ParkedException unreadable) {
            return new ParkedContent(Parked.of(parked), content.key(), content.value(), null, unreadable.getMessage());
        }
    }

    private String decoded(ParkedRecord parked) {
        var topic = Topics.find(parked.place().topic())
                .orElseThrow(() -> new ParkedException("TOPIC_UNKNOWN", "nothing is known of this topic", false));
        var value = parked.content().value();
        return EventJson.of(
                codec.decode(topic, value == null ? null : Base64.getDecoder().decode(value)));
    }

    @Operation(summary = "Handles a record that was put aside once more")
    @PostMapping("/v1/parked/{id}/retry")
    @Allowed(Role.ADMIN)
    Parked retry(@PathVariable String id, @RequestBody(required = false) @Nullable Reason body, Caller caller) {
        visible(id, caller);
        var given = body == null ? null : body.reason();
        var by = new Treatment(caller.subject(), given == null ? "" : checked(given));
        return sweep.retry(id, by).map(Parked::of).orElseThrow(() -> unknown(id));
    }

    @Operation(summary = "Gives up a record that was put aside, for good")
    @PostMapping("/v1/parked/{id}/discard")
    @Allowed(Role.ADMIN)
    Parked discard(@PathVariable String id, @RequestBody(required = false) @Nullable Reason body, Caller caller) {
        visible(id, caller);
        var by = new Treatment(caller.subject(), checked(body == null ? null : body.reason()));
        return sweep.discard(id, by).map(Parked::of).orElseThrow(() -> unknown(id));
    }

    private static String checked(@Nullable String reason) {
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "REASON_REQUIRED", "Say why, for whoever asks later")
                    .with("pointer", "/reason")
                    .with("limit", LONGEST_REASON);
        }
        return reason;
    }

    /** What belongs to another project is as unknown as what there is not. */
    private ParkedRecord visible(String id, Caller caller) {
        return parking.find(id)
                .filter(parked -> projects(caller).contains(parked.content().project()))
                .orElseThrow(() -> unknown(id));
    }

    /** The caller's own, and for an administrator what belongs to nobody. */
    static Set<String> projects(Caller caller) {
        return caller.roles().contains(Role.ADMIN)
                ? Set.of(caller.project(), ParkedRecord.NO_PROJECT)
                : Set.of(caller.project());
    }

    private static Problem unknown(String id) {
        return NotFound.of(
                "PARKED_UNKNOWN",
                "No record with the id %s waits here".formatted(NotFound.shortened(id)),
                "GET /v1/parked of each service lists those that wait");
    }
}
