package dev.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class EmbeddedRegistryTests {

    @Test
    void registersASchemaOverTheConfluentApi() throws Exception {
        var request = HttpRequest.newBuilder(
                        URI.create(EmbeddedInfrastructure.registryUrl() + "/subjects/words-value/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(BodyPublishers.ofString("{\"schema\": \"\\\"string\\\"\"}"))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var response = http.send(request, BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            assertThat(response.body()).contains("\"id\"");
        }
    }
}
