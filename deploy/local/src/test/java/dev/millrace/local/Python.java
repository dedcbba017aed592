package dev.millrace.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A Python with other people's packages, made below {@code target}, or the one of {@code MILLRACE_PYTHON}, which must have them. Where
 * neither can be had, the tests that need it say so and are skipped.
 */
final class Python {

    private static final int MINUTES = 4;

    private final String executable;

    private Python(String executable) {
        this.executable = executable;
    }

    static Python withClients() {
        return with(
                "import confluent_kafka.schema_registry.avro, tritonclient.grpc",
                "clients",
                "confluent-kafka[avro,schemaregistry]==2.16.0",
                "tritonclient[grpc]==2.73.0");
    }

    /** What the program of {@code docs/models.md} imports. */
    static Python withScikitLearn() {
        return with(
                "import skl2onnx, pandas, pyarrow, confluent_kafka.schema_registry.avro",
                "scikit-learn",
                "scikit-learn==1.9.1",
                "skl2onnx==1.20.0",
                "pandas==3.1.1",
                "pyarrow==26.0.1",
                "confluent-kafka[avro,schemaregistry]==2.16.0");
    }

    /** Schemathesis sends generated requests to every route of an OpenAPI document. */
    static Python withSchemathesis() {
        return with("import schemathesis", "schemathesis", "schemathesis==4.32.5");
    }

    private static Python with(String check, String name, String... packages) {
        var given = System.getenv("MILLRACE_PYTHON");
        var home = Path.of("target/python", name).toAbsolutePath();
        var made = home.resolve("bin/python").toString();
        if (given == null && !has(made, check)) {
            run(List.of("python3", "-m", "venv", home.toString()));
            // Most of what is installed is never imported.
            var install = new ArrayList<>(List.of(made, "-m", "pip", "install", "--quiet", "--no-compile"));
            install.addAll(List.of(packages));
            run(install);
        }
        var executable = given == null ? made : given;
        Assumptions.assumeTrue(
                has(executable, check),
                "skipped: there is no python3 that has or can install " + String.join(" and ", packages));
        return new Python(executable);
    }

    private static boolean has(String executable, String check) {
        return run(List.of(executable, "-c", check)).exitCode() == 0;
    }

    /** Runs an installed module as a program; what it printed, however it ended. */
    PackagedStack.Result module(String name, String... arguments) {
        var command = new ArrayList<>(List.of(executable, "-m", name));
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** Runs one of the scripts beside the tests; what it printed. */
    String script(String name, String... arguments) {
        var command = new ArrayList<>(List.of(
                executable,
                Path.of("src/test/resources").toAbsolutePath().resolve(name).toString()));
        command.addAll(List.of(arguments));
        return run(command).succeeded().output();
    }

    /** Runs a program; what it printed. */
    String program(Path program, Map<String, String> variables, String... arguments) {
        var command = new ArrayList<>(List.of(executable, program.toString()));
        command.addAll(List.of(arguments));
        return run(command, variables).succeeded().output();
    }

    private static PackagedStack.Result run(List<String> command) {
        return run(command, Map.of());
    }

    /** Runs any command of another program's. */
    static PackagedStack.Result run(List<String> command, Map<String, String> variables) {
        try {
            var printed = Files.createTempFile("python", ".out");
            try {
                var builder =
                        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(printed.toFile());
                builder.environment().putAll(variables);
                var process = builder.start();
                if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                    return new PackagedStack.Result(-1, "did not end within " + MINUTES + " minutes");
                }
                return new PackagedStack.Result(process.exitValue(), Files.readString(printed));
            } finally {
                Files.delete(printed);
            }
        } catch (IOException absent) {
            return new PackagedStack.Result(-1, absent.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
