package dev.millrace.local.chaos;

import dev.millrace.local.chaos.CallLog.Kind;
import java.io.IOException;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/** A person who approves and rejects what waits, and sometimes has an earlier version serve again. */
final class ReviewingClient implements Workload.Client {

    private static final double APPROVED = 0.6;
    private static final double ROLLED_BACK = 0.2;

    private final StackApi api;
    private final PersistentCaller caller;
    private final String model;
    private final Random random;

    ReviewingClient(StackApi api, CallLog calls, String model, Random random) {
        this.api = api;
        this.caller = new PersistentCaller(calls);
        this.model = model;
        this.random = random;
    }

    @Override
    public void act() throws IOException {
        var detail = api.get("registry", "/v1/models/" + model).body();
        var waiting = detail.at("/model/waiting");
        if (!waiting.isEmpty()) {
            int version = waiting.path(0).asInt();
            var word = random.nextDouble() < APPROVED ? "approve" : "reject";
            post(Kind.DECISION, "/versions/" + version + "/" + word, "{\"reason\":\"seen by a person\"}");
        } else if (random.nextDouble() < ROLLED_BACK) {
            rollBack(detail);
        }
    }

    private void rollBack(JsonNode detail) {
        int champion = detail.at("/model/champion").asInt();
        detail.path("newest")
                .valueStream()
                .filter(version -> version.path("status").asString().equals("APPROVED"))
                .mapToInt(version -> version.path("version").asInt())
                .filter(version -> version != champion)
                .findAny()
                .ifPresent(version -> post(
                        Kind.ROLLBACK,
                        "/rollback",
                        "{\"version\":" + version + ",\"reason\":\"the old one was better\"}"));
    }

    private void post(Kind kind, String path, String body) {
        caller.call(
                kind,
                model + path,
                key -> api.post(
                        api.anyUrl("registry", random) + "/v1/models/" + model + path,
                        "MILLRACE_REVIEWER_TOKEN",
                        body,
                        "Content-Type",
                        "application/json",
                        "Idempotency-Key",
                        key));
    }
}
