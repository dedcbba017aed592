package dev.millrace.local;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every documented route of every service gets generated requests, well-formed and not. None is answered by a 5xx, and none
 * otherwise than the service's OpenAPI document announces. The requests are the same each time; with
 * {@code -Dmillrace.openapi.seconds=60} each service gets random ones for a minute besides.
 */
class OpenApiIT {

    private static final String MODEL = "checked";
    private static final int LONGEST_SECONDS = 120;
    private static final int SECONDS = Integer.getInteger("millrace.openapi.seconds", 0);

    @TempDir
    static Path home;

    private static Python python;
    private static PackagedStack stack;

    /** There is a model that serves, so that there is something to ask for. */
    @BeforeAll
    static void up() {
        python = Python.withSchemathesis();
        stack = new PackagedStack(home);
        stack.up();
        var specification = stack.specification(MODEL, "gates: [{metric: auc, min: 0.5}]\n");
        stack.run("apply", specification.toString()).succeeded();
        stack.run("upload", MODEL, stack.trips(1, 500).toString(), "--wait").succeeded();
    }

    @AfterAll
    static void down() {
        if (stack != null) {
            stack.close();
        }
    }

    /** What a document cannot say about names and sizes is refused with a code: such a refusal is no failure. */
    @ParameterizedTest
    @ValueSource(strings = {"ingestion", "validation", "training", "registry", "serving", "monitoring"})
    void answersAsItsDocumentSays(String service) {
        var services = new Services(stack);
        python.module(
                        "schemathesis.cli",
                        "run",
                        services.url(service) + "/openapi.json",
                        "--header",
                        "Authorization: Bearer " + services.variable("MILLRACE_TOKEN"),
                        "--phases",
                        SECONDS > 0 ? "examples,coverage,fuzzing" : "examples,coverage",
                        "--max-time",
                        Integer.toString(SECONDS > 0 ? SECONDS : LONGEST_SECONDS),
                        "--seed",
                        "1",
                        "--no-shrink",
                        "--request-timeout",
                        "30",
                        "--exclude-checks",
                        "positive_data_acceptance",
                        "--exclude-path",
                        "/v1/cascades/stream")
                .succeeded();
    }
}
