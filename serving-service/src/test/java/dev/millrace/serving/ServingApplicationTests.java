package dev.millrace.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.web.filter.CharacterEncodingFilter;
import org.springframework.web.filter.ServerHttpObservationFilter;

/** What serving's settings say otherwise than those of all services. */
@TestInstance(Lifecycle.PER_CLASS)
class ServingApplicationTests {

    private ServingStack stack;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        stack = ServingStack.start(folder);
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @Test
    void isReadyWhenItsModelsAre() {
        var readiness = stack.bean(HealthEndpointGroups.class).get("readiness");

        assertThat(readiness.isMember("models")).isTrue();
        assertThat(readiness.isMember("messaging")).isFalse();
    }

    @Test
    void hasNoDocumentStore() {
        assertThat(stack.has(MongoClient.class)).isFalse();
    }

    @Test
    void hasNoFiltersThatDoNothingForAPrediction() {
        assertThat(stack.has(CharacterEncodingFilter.class)).isFalse();
        assertThat(stack.has(ServerHttpObservationFilter.class)).isFalse();
    }
}
