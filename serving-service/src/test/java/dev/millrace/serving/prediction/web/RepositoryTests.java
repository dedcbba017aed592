package dev.millrace.serving.prediction.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.serving.RepositoryStack;
import dev.millrace.serving.ServingStack;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryTests {

    private static final String INDEX = "/v2/repository/index";
    private static final String LOAD = "/v2/repository/models/taxi-tips/load";
    private static final String UNLOAD = "/v2/repository/models/taxi-tips/unload";
    private static final String PREDICT = "/v1/models/taxi-tips:predict";
    private static final String ROW = "{\"instances\": [{\"fare\": 80}]}";

    @TempDir
    private static Path folder;

    private static ServingStack stack;
    private static Calls viewer;
    private static Calls deployer;

    @BeforeAll
    static void start() throws IOException {
        stack = RepositoryStack.start(folder);
        viewer = new Calls(stack, ServingStack.READER);
        deployer = new Calls(stack, ServingStack.DEPLOYER);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void unloadsAndLoadsAndSaysSoInEveryDialect() throws Exception {
        assertThat(deployer.answer(
                                UNLOAD, "{\"parameters\": {\"reason\": \"it is wrong\", \"unload_dependents\": false}}")
                        .toString())
                .isEqualTo("{\"name\":\"taxi-tips\",\"unload\":true}");

        assertThat(viewer.answer(INDEX, "").toString())
                .isEqualTo("[{\"name\":\"taxi-tips\",\"version\":\"1\",\"state\":\"UNAVAILABLE\","
                        + "\"reason\":\"withdrawn by dora: it is wrong\"}]");
        assertThat(viewer.answer(INDEX, "{\"ready\": true}").toString()).isEqualTo("[]");
        Calls.assertProblem(viewer.post(PREDICT, ROW), 404, "MODEL_WITHDRAWN");
        Calls.assertProblem(viewer.get("/v2/models/taxi-tips/ready"), 404, "MODEL_WITHDRAWN");
        var state = viewer.answer("/v1/models/taxi-tips");
        assertThat(state.get("ready").asBoolean()).isFalse();
        assertThat(state.get("model_version_status").toString())
                .isEqualTo("[{\"version\":\"1\",\"state\":\"END\",\"status\":"
                        + "{\"error_code\":\"OK\",\"error_message\":\"withdrawn by dora: it is wrong\"}}]");

        assertThat(deployer.answer(LOAD, "").toString()).isEqualTo("{\"name\":\"taxi-tips\",\"load\":true}");

        assertThat(viewer.answer(PREDICT, ROW).get("version").asInt()).isEqualTo(1);
        assertThat(viewer.answer(INDEX, "{\"ready\": true}").get(0).get("state").asString())
                .isEqualTo("READY");
    }

    @Test
    void letsOnlyDeployersDecide() throws Exception {
        Calls.assertProblem(viewer.post(LOAD, ""), 403, "ROLE_REQUIRED");
        Calls.assertProblem(viewer.post(UNLOAD, ""), 403, "ROLE_REQUIRED");
        Calls.assertProblem(viewer.post(UNLOAD + "/", ""), 403, "ROLE_REQUIRED");
        Calls.assertProblem(new Calls(stack, ServingStack.STRANGER).post(UNLOAD, ""), 403, "ROLE_REQUIRED");
    }

    @Test
    void refusesWhatItDoesNotKnow() throws Exception {
        Calls.assertProblem(deployer.post("/v2/repository/models/other/load", ""), 404, "MODEL_NOT_FOUND");
        Calls.assertProblem(deployer.post("/v2/repository/models/other/unload", "{}"), 404, "MODEL_NOT_FOUND");
        Calls.assertProblem(deployer.post(LOAD, "{\"parameters\": {\"config\": \"{}\"}}"), 400, "PARAMETER_UNKNOWN");
        Calls.assertProblem(deployer.post(LOAD, "{\"parameters\": {\"reason\": 1}}"), 400, "JSON_TYPE");
        Calls.assertProblem(deployer.post(LOAD, "[]"), 400, "JSON_TYPE");
        Calls.assertProblem(deployer.post(LOAD, "{"), 400, "JSON_MALFORMED");
        Calls.assertProblem(viewer.post(INDEX, "{\"ready\":"), 400, "JSON_MALFORMED");
        Calls.assertProblem(viewer.post(INDEX, "{\"ready\": 1}"), 400, "JSON_TYPE");
    }
}
