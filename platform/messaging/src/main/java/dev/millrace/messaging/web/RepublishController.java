package dev.millrace.messaging.web;

import dev.millrace.messaging.commit.CommittedAggregates;
import dev.millrace.messaging.commit.OutboxEntry;
import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import dev.millrace.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lets an administrator publish again what a broker has lost. */
@RestController
class RepublishController {

    private final CommittedAggregates aggregates;

    RepublishController(CommittedAggregates aggregates) {
        this.aggregates = aggregates;
    }

    /**
     * @param events how many are published again
     * @param first sequence of the first of them, later than asked for where older ones are no longer kept
     */
    record Republished(
            String aggregate,
            int events,
            @Nullable Long first,
            @Nullable Long last) {

        static Republished of(String aggregate, List<OutboxEntry.Event> events) {
            return events.isEmpty()
                    ? new Republished(aggregate, 0, null, null)
                    : new Republished(
                            aggregate,
                            events.size(),
                            events.getFirst().sequence(),
                            events.getLast().sequence());
        }
    }

    @Operation(summary = "Publishes the last events of an aggregate again")
    @PostMapping("/admin/republish")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Allowed(Role.ADMIN)
    Republished republish(@RequestParam String aggregate, @RequestParam long from, Caller caller) {
        if (from < 1) {
            throw new Problem(HttpStatus.BAD_REQUEST, "SEQUENCE_RANGE", "sequences start at 1").with("pointer", "from");
        }
        return aggregates
                .named(aggregate)
                .flatMap(found -> found.store().republish(caller.subject(), found.id(), from))
                .map(events -> Republished.of(aggregate, events))
                .orElseThrow(() ->
                        new Problem(HttpStatus.NOT_FOUND, "AGGREGATE_UNKNOWN", "this service has no such aggregate"));
    }
}
