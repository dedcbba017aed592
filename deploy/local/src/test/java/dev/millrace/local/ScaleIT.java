package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Replicas of services on the local stack: started, shown, used, remembered and stopped. */
class ScaleIT {

    @Test
    void runsAsManyReplicasAsAreWanted(@TempDir Path home) throws Exception {
        try (var stack = new PackagedStack(home)) {
            assertThat(stack.run("scale", "serving", "2").succeeded().output())
                    .contains("serving has 2 replicas from the next ./millrace up on");
            stack.run("up", "--no-console", "--scale", "training=2", "--scale", "serving=2")
                    .succeeded();
            assertThat(ready(stack)).contains("training", "training-2", "serving", "serving-2", "kafka");
            assertThat(home.resolve("data/serving-2")).isNotEmptyDirectory();

            var specification = stack.specification("scaled", "gates: [{metric: auc, min: 0.5}]");
            stack.run("apply", specification.toString()).succeeded();
            stack.run("upload", "scaled", stack.trips(1, 500).toString(), "--wait")
                    .succeeded();
            var addresses =
                    stack.json("env").path("MILLRACE_SERVING_URLS").asString().split(",", -1);
            assertThat(addresses).hasSize(2);
            for (String address : addresses) {
                PackagedStack.await(address + " to serve", () -> predicts(address, stack));
            }

            stack.kill("serving-2");
            assertThat(ready(stack)).contains("serving").doesNotContain("serving-2");
            assertThat(stack.run("logs", "serving-2").succeeded().output()).contains("serving-2.log");
            stack.up();
            assertThat(ready(stack)).contains("serving-2");

            assertThat(stack.run("scale", "training", "1").succeeded().output())
                    .contains("training has 1 replica; stopped training-2");
            assertThat(stack.runs("training-2")).isFalse();
            assertThat(Files.readString(home.resolve("logs/training-2.log"))).contains("Commencing graceful shutdown");

            stack.run("down").succeeded();
            assertThat(stack.runs("serving-2")).isFalse();
            stack.up();
            assertThat(ready(stack)).contains("serving-2").doesNotContain("training-2");

            assertThat(stack.run("scale", "kafka", "2").exitCode()).isOne();
            assertThat(stack.run("scale", "training", "10000").output()).contains("millrace: ");
            assertThat(ready(stack)).doesNotContain("training-2");
            stack.run("down", "--wipe").succeeded();
            assertThat(home.resolve("data")).doesNotExist();
            assertThat(home.resolve("token")).exists();
        }
    }

    private static List<String> ready(PackagedStack stack) {
        return StreamSupport.stream(stack.json("status").path("processes").spliterator(), false)
                .filter(process -> process.path("ready").asBoolean())
                .map(process -> process.path("name").asString())
                .toList();
    }

    private static boolean predicts(String address, PackagedStack stack) {
        JsonNode environment = stack.json("env");
        try {
            var row = Files.readString(stack.rows(2, 1));
            var request = HttpRequest.newBuilder(URI.create(address + "/v1/models/scaled:predict"))
                    .header(
                            "Authorization",
                            "Bearer " + environment.path("MILLRACE_TOKEN").asString())
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"instances\": [" + row + "]}"))
                    .build();
            return HttpClient.newHttpClient()
                            .send(request, BodyHandlers.ofString())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
