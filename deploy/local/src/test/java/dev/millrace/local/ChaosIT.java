package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.local.chaos.CallLog;
import dev.millrace.local.chaos.Chaos;
import dev.millrace.local.chaos.InvariantChecker;
import dev.millrace.local.chaos.Processes;
import dev.millrace.local.chaos.StackApi;
import dev.millrace.local.chaos.Violation;
import dev.millrace.local.chaos.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Processes die, stand still and restart at random while clients of all kinds use the stack. Afterwards nothing is lost,
 * doubled or stuck. It runs with {@code -Dmillrace.chaos=200}, the number of disturbances, and {@code -Dmillrace.chaos.seed} repeats
 * a run's plan.
 */
class ChaosIT {

    private static final Logger log = Logger.getLogger(ChaosIT.class.getName());
    private static final int DISTURBANCES = Integer.getInteger("millrace.chaos", 6);
    private static final long SEED =
            Long.getLong("millrace.chaos.seed", ThreadLocalRandom.current().nextInt(1_000_000));
    private static final Duration FOUND_WITHIN = Duration.ofSeconds(30);
    private static final Duration WORK = Duration.ofSeconds(5);
    private static final int ROUNDS = 4;
    private static final Duration REST = Duration.ofMinutes(4);
    private static final String AUTOMATIC = "chaos-automatic";
    private static final String REVIEWED = "chaos-reviewed";
    private static final String LEARNING = """
            gates:
              - {metric: auc, min: 0.5}
            monitor: {window: {rows: 500, atLeast: PT0S}, critical: [fare, payment_type]}
            retrain: {on: [new-data], cooldown: PT0S, minNewRows: 1, runsPerDay: 1000}
            """;
    private static final int TRIPS = 600;
    private static final int NOT_APPROVED = 11;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path home;

    @EnabledIfSystemProperty(named = "millrace.chaos", matches = "\\d+")
    @ParameterizedTest(name = "with {0} of each service")
    @ValueSource(ints = {1, 2})
    void nothingIsLostDoubledOrStuck(int replicas) throws IOException {
        log.info("-Dmillrace.chaos=%d -Dmillrace.chaos.seed=%d, %d of each service"
                .formatted(DISTURBANCES, SEED, replicas));
        var calls = new CallLog();
        try (var stack = new PackagedStack(home)) {
            var api = start(stack, replicas);
            var workload = new Workload(api, calls, AUTOMATIC, REVIEWED, SEED);
            try (workload) {
                new Chaos(processes(stack)).disturb(DISTURBANCES / 2, SEED + replicas);
            }
            calls.summary().forEach(log::info);
            assertThat(workload.defects()).isEmpty();
            assertThat(new InvariantChecker(api, calls).check(REST)).isEmpty();
            if (replicas > 1) {
                assertThat(calls.unanswered(CallLog.Kind.PREDICTION)).isEmpty();
            }
        }
    }

    /** What protects from loss and from doubling, and the invariants of which one must show that it was left out. */
    enum LeftOut {
        WRITE("write.beforeOffset=skip@0.3", "I1 I3 I4"),
        OUTBOX("event.inOutbox=skip@0.3", "I1 I3 I8"),
        ACKNOWLEDGEMENT("acknowledgement.awaited=skip@0.3", "I1 I3 I8"),
        DUPLICATES("duplicate.ignored=skip,listener.beforeOffset=halt@0.05", "I3 I9"),
        REVISION("revision.compared=skip", "I1 I3 I8 I9");

        private final String faults;
        private final String invariants;

        LeftOut(String faults, String invariants) {
            this.faults = faults;
            this.invariants = invariants;
        }

        List<String> invariants() {
            return List.of(invariants.split(" ", -1));
        }
    }

    /** {@code -Dmillrace.chaos.faults=true}: the suite itself is only trusted if it finds what is wrong on purpose. */
    @EnabledIfSystemProperty(named = "millrace.chaos.faults", matches = "true")
    @ParameterizedTest
    @EnumSource(LeftOut.class)
    void findsWhatIsWrongOnPurpose(LeftOut leftOut) throws IOException {
        var calls = new CallLog();
        try (var stack = new PackagedStack(home)) {
            var api = start(stack, leftOut == LeftOut.REVISION ? 2 : 1);
            restartServices(stack, () -> stack.upWithFaults(leftOut.faults));
            try (var workload = new Workload(api, calls, AUTOMATIC, REVIEWED, SEED)) {
                disturb(stack, leftOut);
                assertThat(workload.defects()).isEmpty();
            }
            restartServices(stack, stack::up);
            var found = new InvariantChecker(api, calls).check(FOUND_WITHIN);
            found.forEach(violation -> log.info(leftOut + ": " + violation));
            assertThat(found).extracting(Violation::invariant).containsAnyElementsOf(leftOut.invariants());
        }
    }

    private static void restartServices(PackagedStack stack, Runnable up) {
        stack.processes().stream()
                .filter(process -> StackApi.SERVICES.stream().anyMatch(process::startsWith))
                .forEach(stack::kill);
        up.run();
    }

    /** Only work is needed, and somebody who starts what dies. */
    private static void disturb(PackagedStack stack, LeftOut leftOut) {
        for (int round = 0; round < ROUNDS; round++) {
            LockSupport.parkNanos(WORK.toNanos());
            stack.upWithFaults(leftOut.faults);
        }
    }

    private static StackApi start(PackagedStack stack, int replicas) throws IOException {
        var up = Stream.concat(
                Stream.of("up", "--no-console"),
                StackApi.SERVICES.stream().flatMap(service -> Stream.of("--scale", service + "=" + replicas)));
        stack.run(up.toArray(String[]::new));
        stack.up();
        learn(stack, AUTOMATIC, "");
        learn(stack, REVIEWED, "approval: manual\n");
        return new StackApi(environment(stack.json("env")));
    }

    /** Only the newest versions are read, so that the last run of many takes no longer than the first. */
    private static void learn(PackagedStack stack, String model, String approval) throws IOException {
        var specification = Files.readString(stack.specification(model, LEARNING + approval))
                .replace("  label:", "  versions: {last: 3}\n  label:");
        stack.run("apply", stack.write(model + ".yaml", specification).toString())
                .succeeded();
        var result = stack.run("upload", model, stack.trips(1, TRIPS).toString(), "--wait");
        if (result.exitCode() == NOT_APPROVED) {
            stack.run("approve", model, "1").succeeded();
        } else {
            result.succeeded();
        }
    }

    private static Map<String, String> environment(JsonNode env) {
        return env.properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, variable -> variable.getValue().asString()));
    }

    private static Processes processes(PackagedStack stack) {
        return new Processes() {
            @Override
            public List<String> names() {
                return stack.processes();
            }

            @Override
            public void signal(String process, String signal) {
                stack.signal(process, signal);
            }

            @Override
            public boolean runs(String process) {
                return stack.runs(process);
            }

            @Override
            public void up() {
                stack.up();
            }
        };
    }
}
