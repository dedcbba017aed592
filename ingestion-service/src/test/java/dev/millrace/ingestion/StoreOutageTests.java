package dev.millrace.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.embedded.EmbeddedDocumentStore;
import dev.millrace.testing.ServiceSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;

class StoreOutageTests {

    @TempDir
    Path directory;

    @Test
    void asksToComeBackWhileTheDocumentStoreIsAwayAndGoesOnAfterwards() throws Exception {
        var documents = EmbeddedDocumentStore.start(directory.resolve("documents"), 0);
        int port = URI.create(documents.uri()).getPort();
        try (var service = new SpringApplicationBuilder(IngestionApplication.class)
                .run(ServiceSettings.in(directory)
                        .caller("token", "engineer", "default", "DATA_ENGINEER")
                        .with("spring.mongodb.uri", documents.uri())
                        .arguments())) {
            var base = "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
            assertThat(post(base, "1").statusCode()).isEqualTo(202);

            documents.close();
            var away = post(base, "2");
            assertThat(away.statusCode()).as(away.body()).isEqualTo(503);
            assertThat(away.headers().firstValue("Retry-After")).isPresent();
            assertThat(scratch()).isEmpty();

            try (var back = EmbeddedDocumentStore.start(directory.resolve("documents"), port)) {
                assertThat(back.uri()).isEqualTo(documents.uri());
                var again = post(base, "2");
                assertThat(again.statusCode()).as(again.body()).isEqualTo(202);
                assertThat(again.body()).contains("\"version\":2");
            }
        }
    }

    private List<Path> scratch() throws Exception {
        try (var files = Files.walk(directory.resolve("artifacts/tmp"))) {
            return files.filter(file -> Files.isRegularFile(file) && !file.endsWith(".lock"))
                    .toList();
        }
    }

    private static HttpResponse<String> post(String base, String value) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(base + "/v1/datasets/outage/versions"))
                .header("Authorization", "Bearer token")
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString("a\n" + value + "\n"));
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
