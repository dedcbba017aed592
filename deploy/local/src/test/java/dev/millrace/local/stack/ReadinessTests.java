package dev.millrace.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ReadinessTests {

    @Test
    void saysSinceWhenAServiceWaitsAndForWhat() {
        var health = """
                {"status": "UP", "components": {
                  "readinessState": {"status": "UP"},
                  "messaging": {"status": "UP", "details": {"degraded": true, "topics": ["data.arrived has 4 partitions, not 12"],
                    "waiting": [{"consumer": "shared", "seconds": 42, "reason": "the document store does not answer"}]}}}}""";

        assertThat(trouble(health))
                .isEqualTo("its consumer shared has waited for 42 s: the document store does not answer");
    }

    @Test
    void saysWhatAServiceWaitsForAtItsStart() {
        var health = """
                {"status": "DOWN", "components": {
                  "messaging": {"status": "DOWN", "details": {"degraded": true, "reason": "the schema registry"}}}}""";

        assertThat(trouble(health)).isEqualTo("reason: the schema registry");
    }

    @Test
    void saysNothingOfAServiceThatIsWell() {
        var health = """
                {"status": "UP", "components": {"messaging": {"status": "UP"},
                  "models": {"status": "UP", "details": {"degraded": false}}}}""";

        assertThat(trouble(health)).isEmpty();
    }

    private static String trouble(String health) {
        return Readiness.trouble(JsonMapper.shared().readTree(health));
    }
}
