package dev.millrace.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.millrace.local.stack.Complaint;
import dev.millrace.local.stack.Layout;
import dev.millrace.local.stack.PartState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttachedPartsTests {

    /** Where nobody listens. */
    private static final String NOWHERE = "http://127.0.0.1:1";

    @Test
    void takesTheUsualPortWhereAnAddressNamesNone() {
        assertThat(documents("mongodb://127.0.0.9/millrace").port()).isEqualTo(27_017);
        assertThat(documents("mongodb://127.0.0.9:1,127.0.0.8:2/millrace").port())
                .isEqualTo(1);
    }

    @Test
    void saysThatAnAddressIsNone() {
        assertThatThrownBy(() -> documents("mongodb://a b"))
                .isInstanceOf(Complaint.class)
                .hasMessageContaining("the environment names no address");
    }

    /** A service refuses who shows no token; a gateway answers 503 for one that has no replica. */
    @Test
    void takesARefusalForAnAnswer() throws IOException {
        assertThat(ingestionAnswering(401).ready()).isTrue();
        assertThat(ingestionAnswering(503).ready()).isFalse();
    }

    private static PartState ingestionAnswering(int status) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try {
            return state(
                    "ingestion",
                    Map.of(
                            "MILLRACE_INGESTION_URL",
                            "http://127.0.0.1:" + server.getAddress().getPort()));
        } finally {
            server.stop(0);
        }
    }

    private static PartState documents(String uri) {
        return state("documents", Map.of("MILLRACE_MONGODB_URI", uri));
    }

    private static PartState state(String name, Map<String, String> addresses) {
        Map<String, String> environment = new HashMap<>();
        environment.put("MILLRACE_ATTACHED", "true");
        List.of("INGESTION", "VALIDATION", "TRAINING", "REGISTRY", "SERVING", "MONITORING")
                .forEach(service -> environment.put("MILLRACE_" + service + "_URL", NOWHERE));
        environment.putAll(addresses);
        environment.put("MILLRACE_TOKEN", "secret");
        var home = Path.of("/tmp");
        var endpoints = Endpoints.of(new Layout(home, home, 0), environment);
        return new AttachedParts(endpoints)
                .state().stream()
                        .filter(state -> state.name().equals(name))
                        .findFirst()
                        .orElseThrow();
    }
}
