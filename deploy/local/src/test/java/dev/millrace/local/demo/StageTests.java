package dev.millrace.local.demo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.millrace.local.client.Api;
import dev.millrace.local.client.Endpoints;
import dev.millrace.local.client.UploadOutcome;
import dev.millrace.local.command.Console;
import dev.millrace.local.stack.Complaint;
import dev.millrace.local.stack.Layout;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageTests {

    @TempDir
    private Path home;

    @Test
    void endsWithTheReasonWhereAModelIsRefused() throws IOException {
        var services = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        services.createContext("/", exchange -> {
            var answer = """
                    {"id": "c1", "status": "NOT_APPROVED", "events": [
                      {"eventId": "e1", "topic": "model.rejected", "summary": "version 2 rejected: auc 0.5, min 0.6",
                       "data": {"model": "tips", "version": 2}}]}
                    """.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        services.start();
        try {
            var stage = stage("http://127.0.0.1:" + services.getAddress().getPort());

            assertThatThrownBy(() -> stage.expect(UploadOutcome.SERVING, "c1", "trips", "tips"))
                    .isInstanceOf(Complaint.class)
                    .hasMessageContaining(
                            "but: trained, not approved; NOT_APPROVED: version 2 rejected: auc 0.5, min 0.6")
                    .hasMessageEndingWith("look: GET /v1/models/tips/versions/2 of registry");
        } finally {
            services.stop(0);
        }
    }

    private Stage stage(String url) {
        var endpoints = Endpoints.of(
                new Layout(home, home, 0),
                Map.of(
                        "MILLRACE_ATTACHED",
                        "true",
                        "MILLRACE_MONITORING_URL",
                        url,
                        "MILLRACE_TRAINING_URL",
                        url,
                        "MILLRACE_TOKEN",
                        "secret"));
        return new Stage(endpoints, new Api(endpoints), new Story(Console.standard(), cascade -> ""), home);
    }
}
