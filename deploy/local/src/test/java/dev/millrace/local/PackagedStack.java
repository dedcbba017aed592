package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.examples.TaxiTrips;
import dev.millrace.examples.World;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A stack of packaged programs with a home and ports of its own, driven by the millrace command as a user would. */
final class PackagedStack implements AutoCloseable {

    /** The tokens of two people who share no role. */
    static final String VIEWER = "viewer";

    static final String AUDITOR = "auditor";

    private static final Path CHECKOUT = Path.of("../..").toAbsolutePath().normalize();
    private static final Set<String> NOT_ASKED = Set.of("tips", "trip_start_timestamp");
    private static final Set<String> TEXTS = Set.of("payment_type", "company");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<Integer> PORTS = List.of(
            8081, 8100, 8200, 8101, 8102, 8103, 8104, 8105, 8106, 8201, 8202, 8203, 8204, 8205, 8206, 9092, 8305,
            27017);

    private static final int OFFSETS = 39;

    private final JsonMapper json = new JsonMapper();
    private final Path home;
    private final int offset = freeOffset();

    PackagedStack(Path home) {
        this.home = home;
        write("token", "admin\n");
        write("token-reviewer", "reviewer\n");
        write(
                "tokens",
                caller("admin", "VIEWER,DATA_ENGINEER,TRAINER,APPROVER,DEPLOYER,AUDITOR,ADMIN")
                        + caller("reviewer", "VIEWER,APPROVER,DEPLOYER")
                        + caller(VIEWER, "VIEWER")
                        + caller(AUDITOR, "AUDITOR"));
    }

    private static String caller(String token, String roles) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest) + " " + token + " default " + roles + "\n";
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** What a command printed, and how it ended. */
    record Result(int exitCode, String output) {

        Result succeeded() {
            assertThat(exitCode).as(output).isZero();
            return this;
        }
    }

    Result run(String... arguments) {
        return run(Map.of(), arguments);
    }

    Result run(Map<String, String> variables, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", jar().toString(), "dev.millrace.local.command.Millrace"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().put("MILLRACE_CHECKOUT", CHECKOUT.toString());
        builder.environment().put("MILLRACE_HOME", home.toString());
        builder.environment().put("MILLRACE_PORT_OFFSET", Integer.toString(offset));
        builder.environment().putAll(variables);
        try {
            var printed = Files.createTempFile(home, "command", ".out");
            var process = builder.redirectOutput(printed.toFile()).start();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", arguments) + " did not end: " + Files.readString(printed));
            }
            return new Result(process.exitValue(), Files.readString(printed));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    JsonNode json(String... arguments) {
        var all = Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new);
        return json.readTree(run(all).succeeded().output());
    }

    /** Starts what is missing, and goes on where a busy machine was too slow for the command. */
    void up() {
        up(Map.of());
    }

    /** The same; what is started gets the variables. */
    void up(Map<String, String> variables) {
        await("everything to be ready", () -> {
            var result = run(variables, "up", "--no-console");
            return !result.output().contains("not ready after")
                    && result.succeeded().exitCode() == 0;
        });
    }

    /** The same with the console, which otherwise is left out. */
    void upWithConsole() {
        up();
        run("up").succeeded();
        await("the console to be ready", () -> run("console", "--print").exitCode() == 0);
    }

    /** What is started dies at the faults, and the command may say so. */
    void upWithFaults(String faults) {
        run(Map.of("JAVA_TOOL_OPTIONS", "-Dmillrace.faults=" + faults), "up", "--no-console");
    }

    boolean runs(String part) {
        return process(part).isPresent();
    }

    /** As {@code kill -9} does. */
    void kill(String part) {
        process(part).ifPresent(ProcessHandle::destroyForcibly);
        await(part + " to be gone", () -> !runs(part));
    }

    /** Sends a signal such as {@code STOP}, if the process runs. */
    void signal(String part, String signal) {
        process(part).ifPresent(process -> {
            try {
                new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .start()
                        .waitFor();
            } catch (IOException e) {
                throw new AssertionError(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        });
    }

    /** Every process that was started, replicas by their own names. */
    List<String> processes() {
        try (var files = Files.list(home.resolve("run"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".pid"))
                    .map(name -> name.substring(0, name.length() - ".pid".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Read from its file, since asking the command costs a second. */
    private Optional<ProcessHandle> process(String part) {
        try {
            var file = Files.readString(home.resolve("run").resolve(part + ".pid"));
            return ProcessHandle.of(Long.parseLong(file.split(" ", -1)[0])).filter(ProcessHandle::isAlive);
        } catch (NoSuchFileException never) {
            return Optional.empty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A pipeline that trains a small model on everything at once. */
    Path specification(String name, String more) {
        return write(name + ".yaml", """
                apiVersion: millrace/v1
                kind: Pipeline
                name: %s
                data:
                  dataset: %s
                  derive:
                    - {name: big_tip, greater: [{column: tips}, {multiply: [{column: fare}, 0.2]}]}
                  label: big_tip
                  exclude: [tips, trip_start_timestamp]
                  split: {by: hash, train: 0.7, validation: 0.15, test: 0.15, seed: 1}
                train:
                  select: auc
                  candidates:
                    - {trainer: gradient-boosted-trees, parameters: {trees: 20, depth: 4}}
                %s
                """.formatted(name, name, more));
    }

    Path trips(long seed, int rows) {
        var file = home.resolve("trips-" + seed + ".csv");
        try (OutputStream out = Files.newOutputStream(file)) {
            new TaxiTrips(seed, World.USUAL).writeCsv(out, rows);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return file;
    }

    /** JSON lines of what the model of {@link #specification} wants to know. */
    Path rows(long seed, int count) {
        return rows(seed, count, World.USUAL);
    }

    /** The same from another world. */
    Path rows(long seed, int count, World world) {
        var trips = new TaxiTrips(seed, world);
        return write(
                "rows-" + seed + ".jsonl",
                Stream.generate(() -> json.writeValueAsString(row(trips.next())))
                        .limit(count)
                        .collect(Collectors.joining("\n")));
    }

    private static Map<String, Object> row(List<String> trip) {
        var row = new LinkedHashMap<String, Object>();
        for (int i = 0; i < trip.size(); i++) {
            var column = TaxiTrips.COLUMNS.get(i);
            var value = trip.get(i);
            if (!NOT_ASKED.contains(column) && !value.isEmpty()) {
                row.put(column, TEXTS.contains(column) ? value : (Object) Double.valueOf(value));
            }
        }
        return row;
    }

    Path write(String name, String content) {
        try {
            return Files.writeString(home.resolve(name), content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain for " + what);
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    @Override
    public void close() {
        run("down");
    }

    private static Path jar() {
        try (var files = Files.list(CHECKOUT.resolve("deploy/local/target"))) {
            return files.filter(file -> file.getFileName().toString().matches("millrace-local-.*\\.jar"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * From somewhere in the middle, lest two that look at the same time find the same; and low, since the system gives
     * ports from 32768 on to connections.
     */
    private static int freeOffset() {
        int first = new Random().nextInt(OFFSETS);
        return IntStream.range(0, OFFSETS)
                .map(i -> 4_000 + (first + i) % OFFSETS * 500)
                .filter(offset -> PORTS.stream().allMatch(port -> free(port + offset)))
                .findFirst()
                .orElseThrow();
    }

    private static boolean free(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
