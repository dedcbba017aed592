package dev.millrace.messaging.web;

import dev.millrace.messaging.consume.ParkedRecord;
import dev.millrace.messaging.consume.ParkedSweep;
import dev.millrace.messaging.consume.Parking;
import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import dev.millrace.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows records that could not be handled, and lets an administrator try or discard them. */
@RestController
class ParkedController {

    private static final int LISTED = 200;

    private final Parking parking;
    private final ParkedSweep sweep;

    ParkedController(Parking parking, ParkedSweep sweep) {
        this.parking = parking;
        this.sweep = sweep;
    }

    /** A parked record without its content. */
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
            int attempts) {

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
                    parked.attempts());
        }
    }

    /**
     * Those that wait, the last parked first.
     *
     * @param total how many wait, of which only so many are listed
     */
    record ParkedList(List<Parked> parked, long total) {}

    /**
     * @param key in Base64
     * @param value in Base64
     */
    record ParkedContent(
            Parked record, @Nullable String key, @Nullable String value) {}

    @Operation(summary = "Records that could not be handled and were put aside")
    @GetMapping("/v1/parked")
    @Allowed({Role.VIEWER, Role.ADMIN})
    ParkedList list(Caller caller) {
        var projects = projects(caller);
        return new ParkedList(
                parking.list(projects, LISTED).stream().map(Parked::of).toList(), parking.total(projects));
    }

    @Operation(summary = "One record that was put aside, with its bytes and why")
    @GetMapping("/v1/parked/{id}")
    @Allowed({Role.VIEWER, Role.ADMIN})
    ParkedContent show(@PathVariable String id, Caller caller) {
        var parked = visible(id, caller);
        return new ParkedContent(
                Parked.of(parked), parked.content().key(), parked.content().value());
    }

    @Operation(summary = "Handles a record that was put aside once more")
    @PostMapping("/v1/parked/{id}/retry")
    @Allowed(Role.ADMIN)
    Parked retry(@PathVariable String id, Caller caller) {
        visible(id, caller);
        return sweep.retry(id, caller.subject()).map(Parked::of).orElseThrow(ParkedController::unknown);
    }

    @Operation(summary = "Gives up a record that was put aside")
    @PostMapping("/v1/parked/{id}/discard")
    @Allowed(Role.ADMIN)
    Parked discard(@PathVariable String id, Caller caller) {
        visible(id, caller);
        return sweep.discard(id, caller.subject()).map(Parked::of).orElseThrow(ParkedController::unknown);
    }

    /** What belongs to another project is as unknown as what there is not. */
    private ParkedRecord visible(String id, Caller caller) {
        return parking.find(id)
                .filter(parked -> projects(caller).contains(parked.content().project()))
                .orElseThrow(ParkedController::unknown);
    }

    /** The caller's own, and for an administrator what belongs to nobody. */
    private static Set<String> projects(Caller caller) {
        return caller.roles().contains(Role.ADMIN)
                ? Set.of(caller.project(), ParkedRecord.NO_PROJECT)
                : Set.of(caller.project());
    }

    private static Problem unknown() {
        return new Problem(HttpStatus.NOT_FOUND, "PARKED_UNKNOWN", "no record of this id waits");
    }
}
