package dev.millrace.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.local.stack.Complaint;
import dev.millrace.local.stack.Layout;
import dev.millrace.local.stack.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointsTests {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @BeforeEach
    void haveTokens() throws IOException {
        Files.writeString(home.resolve("token"), "admin\n");
        Files.writeString(home.resolve("token-reviewer"), "reviewer\n");
    }

    private Endpoints of(Map<String, String> environment) {
        return Endpoints.of(new Layout(home, home, 1000), environment);
    }

    @Test
    void areTheLocalStackWhereTheEnvironmentNamesNone() {
        var endpoints = of(Map.of());

        assertThat(endpoints.attached()).isFalse();
        assertThat(endpoints.url(Part.SERVING)).isEqualTo("http://127.0.0.1:9105");
        assertThat(endpoints.kafka()).isEqualTo("127.0.0.1:10092");
        assertThat(endpoints.token()).isEqualTo("admin");
        assertThat(endpoints.reviewerToken()).isEqualTo("reviewer");
    }

    @Test
    void areWhatTheEnvironmentNames() {
        var endpoints = of(Map.of(
                "MILLRACE_ATTACHED", "true",
                "MILLRACE_SERVING_URL", "https://serving.example/",
                "MILLRACE_KAFKA", "broker:9092",
                "MILLRACE_TOKEN", "theirs"));

        assertThat(endpoints.attached()).isTrue();
        assertThat(endpoints.url(Part.SERVING)).isEqualTo("https://serving.example");
        assertThat(endpoints.kafka()).isEqualTo("broker:9092");
        assertThat(endpoints.token()).isEqualTo("theirs");
        assertThat(endpoints.reviewerToken()).isEqualTo("theirs");
    }

    @Test
    void giveTheLayoutOfTheLocalStackOnlyWhereThatIsMeant() {
        assertThat(of(Map.of()).localLayout("down").home()).isEqualTo(home);
        var elsewhere = of(Map.of("MILLRACE_ATTACHED", "true"));
        assertThatThrownBy(() -> elsewhere.localLayout("down --volumes"))
                .isInstanceOf(Complaint.class)
                .hasMessageContaining("docker compose -f deploy/compose.yaml down --volumes")
                .hasMessageContaining("unset MILLRACE_ATTACHED");
    }

    @Test
    void areTheLocalStackWhileAShellStillHasTheAddressesOfAnother() {
        var endpoints = of(Map.of("MILLRACE_SERVING_URL", "http://127.0.0.1:8105", "MILLRACE_TOKEN", "theirs"));

        assertThat(endpoints.attached()).isFalse();
        assertThat(endpoints.url(Part.SERVING)).isEqualTo("http://127.0.0.1:9105");
        assertThat(endpoints.token()).isEqualTo("admin");
    }

    @Test
    void nameEveryReplica() throws IOException {
        assertThat(of(Map.of()).variables())
                .containsEntry("MILLRACE_SERVING_URL", "http://127.0.0.1:9105")
                .containsEntry("MILLRACE_SERVING_URLS", "http://127.0.0.1:9105");

        Files.writeString(home.resolve("replicas"), "serving-2 9115 9215 9315\n");

        assertThat(of(Map.of()).variables())
                .containsEntry("MILLRACE_SERVING_URL", "http://127.0.0.1:9105")
                .containsEntry("MILLRACE_SERVING_URLS", "http://127.0.0.1:9105,http://127.0.0.1:9115");
    }

    @Test
    void understandTheVariablesThatTheyPrint() {
        var printed = of(Map.of("MILLRACE_ATTACHED", "true", "MILLRACE_TOKEN", "theirs"))
                .variables();

        assertThat(of(printed).variables()).isEqualTo(printed);
    }

    @Test
    void neverShowTheTokenWhereAShellCanReadIt() {
        assertThat(of(Map.of()).tokenExpression())
                .isEqualTo("$(cat '%s')", home.resolve("token").toString());
        assertThat(of(Map.of("MILLRACE_ATTACHED", "true", "MILLRACE_TOKEN", "theirs"))
                        .tokenExpression())
                .isEqualTo("$MILLRACE_TOKEN");
    }
}
