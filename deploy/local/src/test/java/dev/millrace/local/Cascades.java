package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What monitoring tells of cascades. */
final class Cascades {

    private static final String DEPLOYED = "model.deployed";
    private static final List<String> STEPS = List.of(
            "data.arrived",
            "data.validated",
            "training.decided",
            "model.trained",
            "run.ended",
            "model.approved",
            DEPLOYED);

    private final Services services;

    Cascades(Services services) {
        this.services = services;
    }

    void awaitServing(String cascade) {
        awaitStatus(cascade, "SERVING");
    }

    void awaitStatus(String cascade, String status) {
        PackagedStack.await(
                "cascade " + cascade + " to be " + status,
                () -> of(cascade).path("status").asString("").equals(status));
    }

    /** Until its data were rejected, or training said what it makes of them. */
    void awaitDecision(String cascade) {
        PackagedStack.await(
                "cascade " + cascade + " to be decided about",
                () -> topics(cascade).stream()
                        .anyMatch(topic -> topic.equals("training.decided") || topic.equals("data.rejected")));
    }

    void await(String cascade, String topic) {
        PackagedStack.await(
                topic + " in cascade " + cascade, () -> topics(cascade).contains(topic));
    }

    /** One event of each kind, no sequence twice: nothing lost, nothing twice. */
    void assertEachStepOnce(String cascade) {
        assertOnce(cascade, STEPS);
    }

    /** The same for a cascade that takes other steps. Monitoring may hear of them in another order. */
    void assertOnce(String cascade, List<String> steps) {
        PackagedStack.await(
                "cascade " + cascade + " to have the steps " + steps,
                () -> topics(cascade).containsAll(steps));
        var identities = new HashSet<String>();
        for (JsonNode event : of(cascade).path("events")) {
            assertThat(identities.add(event.path("eventId").asString())).isTrue();
        }
        assertThat(topics(cascade)).containsExactlyInAnyOrderElementsOf(steps);
    }

    /** Each serving process tells once what it deployed, so one that was started again tells it once more. */
    private List<String> topics(String cascade) {
        var servers = new HashSet<String>();
        var topics = new ArrayList<String>();
        for (JsonNode event : of(cascade).path("events")) {
            var topic = event.path("topic").asString();
            boolean ofAnotherServer = topic.equals(DEPLOYED)
                    && servers.add(event.path("aggregateId").asString())
                    && servers.size() > 1;
            if (!ofAnotherServer) {
                topics.add(topic);
            }
        }
        return topics;
    }

    private JsonNode of(String cascade) {
        return services.ask("monitoring", "/v1/cascades/" + cascade);
    }
}
