package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.local.chaos.CallLog;
import dev.millrace.local.chaos.MonitoredClient;
import dev.millrace.local.chaos.MonitoringChecker;
import dev.millrace.local.chaos.MonitoringChecker.Watched;
import dev.millrace.local.chaos.PerformanceWindows;
import dev.millrace.local.chaos.StackApi;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Replicas of monitoring are killed, one or both, while two models predict and are labelled. Afterwards every prediction and every
 * label counted once, the scores are exact, and no alarm was lost or told twice. With {@code -Dmillrace.monitoring.kills=50} there are
 * so many kills, and {@code -Dmillrace.monitoring.kills.seed} repeats a run's plan.
 */
class MonitoringKillsIT {

    private static final Logger log = Logger.getLogger(MonitoringKillsIT.class.getName());
    private static final int KILLS = Integer.getInteger("millrace.monitoring.kills", 3);
    private static final long SEED = Long.getLong(
            "millrace.monitoring.kills.seed", ThreadLocalRandom.current().nextInt(1_000_000));

    private static final String PATIENT = "kills-patient";
    private static final String EAGER = "kills-eager";

    /** So that drift is told again and again. */
    private static final Duration OFTEN = Duration.ofMinutes(1);

    private static final Duration BY_DEFAULT = Duration.ofHours(6);

    private static final List<String> REPLICAS = List.of("monitoring", "monitoring-2");
    private static final int BOTH_OF = 4;
    private static final int TRIPS = 2_000;
    private static final Duration LONGEST_LIFE = Duration.ofSeconds(5);
    private static final Duration LONGEST_DEATH = Duration.ofSeconds(4);
    private static final Duration REST = Duration.ofMinutes(4);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path home;

    @Test
    void countsAndScoresAreExactAndAlarmsAreToldOnce() throws IOException {
        log.info("-Dmillrace.monitoring.kills=" + KILLS + " -Dmillrace.monitoring.kills.seed=" + SEED);
        var calls = new CallLog();
        try (var stack = new PackagedStack(home)) {
            stack.run("up", "--no-console", "--scale", "monitoring=2");
            stack.up();
            learn(stack, PATIENT, BY_DEFAULT);
            learn(stack, EAGER, OFTEN);
            var api = new StackApi(environment(stack));
            try (var patient = new MonitoredClient(api, calls, PATIENT, true, SEED + 1);
                    var eager = new MonitoredClient(api, calls, EAGER, false, SEED + 2);
                    var windowsOfPatient = new PerformanceWindows(api, PATIENT);
                    var windowsOfEager = new PerformanceWindows(api, EAGER)) {
                var models = List.of(
                        new Watched(patient, windowsOfPatient, BY_DEFAULT), new Watched(eager, windowsOfEager, OFTEN));
                var checker = new MonitoringChecker(api, calls, models);
                disturb(stack, models, checker);
                calls.summary().forEach(log::info);
                check(checker);
            }
        }
    }

    private static void disturb(PackagedStack stack, List<Watched> models, MonitoringChecker checker) {
        models.forEach(model -> model.client().start());
        models.forEach(model -> model.windows().start());
        kill(stack, new Random(SEED));
        for (var model : models) {
            PackagedStack.await(
                    model.client().model() + " to have seen both worlds",
                    () -> model.client().hasSeenBothWorlds());
            model.client().settle();
        }
        PackagedStack.await("all episodes to be over", checker::isCalm);
        for (var model : models) {
            model.client().finish();
            assertThat(model.client().defects()).isEmpty();
        }
    }

    /** One replica, or both at once; so others take over, or nobody is there for a while. */
    private static void kill(PackagedStack stack, Random random) {
        for (int done = 0; done < KILLS; ) {
            pause(random, LONGEST_LIFE);
            boolean both = done + 1 < KILLS && random.nextInt(BOTH_OF) == 0;
            var victims = both ? REPLICAS : List.of(REPLICAS.get(random.nextInt(REPLICAS.size())));
            victims.forEach(victim -> stack.signal(victim, "KILL"));
            victims.forEach(victim -> PackagedStack.await(victim + " to be gone", () -> !stack.runs(victim)));
            done += victims.size();
            log.info(done + " of " + KILLS + " killed: " + victims);
            pause(random, LONGEST_DEATH);
            stack.up();
        }
    }

    private static void pause(Random random, Duration longest) {
        LockSupport.parkNanos(random.nextLong(longest.toNanos()));
    }

    private static void check(MonitoringChecker checker) throws IOException {
        checker.awaitRest(REST);
        checker.fillWindows(REST);
        checker.figures().forEach(log::info);
        assertThat(checker.check()).isEmpty();
        assertThat(checker.alarms(PATIENT)).containsKeys("DRIFT", "DRIFT_OVER", "PERFORMANCE", "PERFORMANCE_OVER");
        for (var tampered : checker.checkTampered(PATIENT)) {
            assertThat(tampered.found())
                    .as(tampered.what())
                    .anyMatch(violation -> violation.invariant().equals(tampered.invariant()));
        }
    }

    private static void learn(PackagedStack stack, String model, Duration reminder) {
        var specification = stack.specification(model, """
                gates:
                  - {metric: auc, min: 0.5}
                monitor: {window: {rows: 500, atLeast: PT0S}, critical: [fare, payment_type], reminder: %s}
                retrain: {on: [new-data], cooldown: PT0S, minNewRows: 1, runsPerDay: 1000}
                """.formatted(reminder));
        stack.run("apply", specification.toString()).succeeded();
        stack.run("upload", model, stack.trips(1, TRIPS).toString(), "--wait").succeeded();
    }

    private static Map<String, String> environment(PackagedStack stack) {
        return stack.json("env").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, variable -> variable.getValue().asString()));
    }
}
