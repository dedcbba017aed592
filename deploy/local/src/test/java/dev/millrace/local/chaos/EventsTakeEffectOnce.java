package dev.millrace.local.chaos;

import dev.millrace.contracts.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * I9: what services count is what was announced, and no cause changed an aggregate twice. The audit tells the causes; its
 * chain of hashes must be whole as well.
 */
final class EventsTakeEffectOnce implements Invariant {

    private static final String ID = "I9";

    /** Monitoring judges one window after the other of what one approval put in service. */
    private static final Set<String> REPEATED = Set.of("windows.closed", "labels.scored");

    @Override
    public List<Violation> check(Observation stack) throws IOException {
        var found = new ArrayList<Violation>();
        checkDatasets(stack, found);
        for (String aggregate : audited(stack.events())) {
            checkAudit(stack.api(), aggregate, found);
        }
        return found;
    }

    private static void checkDatasets(Observation stack, List<Violation> found) throws IOException {
        for (var dataset : VersionsAreJudgedOnce.counts(stack.events()).entrySet()) {
            var told = stack.api()
                    .get("ingestion", "/v1/datasets/" + dataset.getKey())
                    .body()
                    .path("versions")
                    .asInt();
            if (told != dataset.getValue()) {
                found.add(new Violation(
                        ID,
                        "ingestion counts " + told + " versions of " + dataset.getKey() + ", " + dataset.getValue()
                                + " were announced"));
            }
        }
    }

    /** Every aggregate that announced something and is audited. */
    private static Set<String> audited(EventLog events) {
        var aggregates = new HashSet<String>();
        for (var topic : List.of(
                Topics.DATA_ARRIVED,
                Topics.DATA_VALIDATED,
                Topics.DATA_REJECTED,
                Topics.TRAINING_DECIDED,
                Topics.MODEL_APPROVED,
                Topics.MODEL_REJECTED,
                Topics.DRIFT_DETECTED)) {
            events.distinct(topic).forEach(event -> aggregates.add(event.aggregateId()));
        }
        aggregates.removeIf(aggregate -> !StackApi.SERVICES.contains(service(aggregate)));
        return aggregates;
    }

    private static String service(String aggregate) {
        return aggregate.split(":", 2)[0];
    }

    private static void checkAudit(StackApi api, String aggregate, List<Violation> found) throws IOException {
        var audit = AuditPages.read(api, service(aggregate), aggregate);
        if (!audit.verified()) {
            found.add(new Violation(ID, "the audit of " + aggregate + " is not whole"));
        }
        var lines = new HashMap<String, Integer>();
        for (JsonNode line : audit.lines()) {
            var cause = line.path("cause").asString("");
            var action = line.path("action").asString();
            if (!cause.isEmpty() && !REPEATED.contains(action)) {
                lines.merge(action + " because of " + cause, 1, Integer::sum);
            }
        }
        lines.forEach((line, count) -> {
            if (count > 1) {
                found.add(new Violation(ID, aggregate + ": " + count + " times " + line));
            }
        });
    }
}
