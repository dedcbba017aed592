package dev.millrace.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.local.stack.Complaint;
import dev.millrace.local.stack.Layout;
import dev.millrace.local.stack.PartState;
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

    private static PartState documents(String uri) {
        Map<String, String> environment = new HashMap<>();
        environment.put("MILLRACE_ATTACHED", "true");
        List.of("INGESTION", "VALIDATION", "TRAINING", "REGISTRY", "SERVING", "MONITORING")
                .forEach(service -> environment.put("MILLRACE_" + service + "_URL", NOWHERE));
        environment.put("MILLRACE_MONGODB_URI", uri);
        environment.put("MILLRACE_TOKEN", "secret");
        var home = Path.of("/tmp");
        var endpoints = Endpoints.of(new Layout(home, home, 0), environment);
        return new AttachedParts(endpoints)
                .state().stream()
                        .filter(state -> state.name().equals("documents"))
                        .findFirst()
                        .orElseThrow();
    }
}
