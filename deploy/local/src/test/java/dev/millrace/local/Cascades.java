package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What monitoring tells of cascades. */
final class Cascades {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> STEPS = List.of(
            "data.arrived", "data.validated", "training.decided", "model.trained", "model.approved", "model.deployed");

    private Cascades() {}

    static void awaitServing(PackagedStack stack, String cascade) {
        var environment = stack.json("env");
        PackagedStack.await(
                "cascade " + cascade + " to serve",
                () -> of(environment, cascade).path("status").asString("").equals("SERVING"));
    }

    /** One event of each kind, no sequence twice: nothing lost, nothing twice. */
    static void assertEachStepOnce(PackagedStack stack, String cascade) {
        var topics = new ArrayList<String>();
        var identities = new HashSet<String>();
        for (JsonNode event : of(stack.json("env"), cascade).path("events")) {
            topics.add(event.path("topic").asString());
            assertThat(identities.add(event.path("eventId").asString())).isTrue();
        }
        assertThat(topics).containsExactlyInAnyOrderElementsOf(STEPS);
    }

    private static JsonNode of(JsonNode environment, String cascade) {
        var request = HttpRequest.newBuilder(
                        URI.create(environment.path("MILLRACE_MONITORING_URL").asString() + "/v1/cascades/" + cascade))
                .header(
                        "Authorization",
                        "Bearer " + environment.path("MILLRACE_TOKEN").asString())
                .build();
        try {
            return JSON.readTree(HTTP.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            return JSON.createObjectNode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
