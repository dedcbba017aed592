package dev.millrace.benchmarks;

import dev.millrace.benchmarks.EventLog.Event;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One upload at a time: how long from the file to the new version answering, and between the stages. */
@Command(name = "cascade", description = "Uploads one file after another and times every hand-over.")
final class CascadeBenchmark implements Callable<Integer> {

    @Option(names = "--runs", description = "cascades measured (default ${DEFAULT-VALUE})")
    private int runs = 20;

    @Option(names = "--warm-up", description = "cascades before that (default ${DEFAULT-VALUE})")
    private int warmUp = 5;

    @Option(names = "--rows", description = "made-up rows a file (default ${DEFAULT-VALUE})")
    private int rows = 1000;

    @Option(names = "--trees", description = "trees a model (default ${DEFAULT-VALUE})")
    private int trees = 20;

    @Option(
            names = "--pause",
            description = "after each cascade, e.g. PT1S (default: none, one cascade after the other)")
    private Duration pause = Duration.ZERO;

    @Option(names = "--data", description = "a CSV file to use instead, one line dropped per run to make it new")
    private @Nullable Path data;

    private final List<Long> toDecision = new ArrayList<>();
    private final List<Long> toApproval = new ArrayList<>();
    private final List<Long> toValidation = new ArrayList<>();
    private final List<Long> toTrained = new ArrayList<>();
    private final List<Long> toDeployed = new ArrayList<>();
    private final List<Long> total = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        var stack = new Stack();
        var name = "cascade-" + ProcessHandle.current().pid();
        stack.apply(name, Trips.pipeline(name, name, trees));
        try (var log = new EventLog()) {
            for (int run = 0; run < warmUp + runs; run++) {
                measure(stack, log, name, run);
                log.await(Integer.MAX_VALUE, pause, event -> true);
            }
        }
        print();
        return 0;
    }

    private void measure(Stack stack, EventLog log, String name, int run) throws Exception {
        var file = data == null ? Trips.csv(run, rows) : without(Files.readString(data), run + 1);
        long start = System.currentTimeMillis();
        var cascade = stack.upload(name, file, "snapshot").get("cascadeId").asString();
        var events = log.await(
                1,
                Duration.ofMinutes(2),
                event -> event.is(Topics.MODEL_DEPLOYED)
                        && event.text("cascadeId").equals(cascade));
        if (events.isEmpty()) {
            throw new IllegalStateException("cascade " + cascade + " has not ended after two minutes");
        }
        if (run >= warmUp) {
            record(log.await(0, Duration.ZERO, event -> event.text("cascadeId").equals(cascade)), start);
        }
    }

    private void record(List<Event> cascade, long start) {
        long arrived = at(cascade, Topics.DATA_ARRIVED);
        long validated = at(cascade, Topics.DATA_VALIDATED);
        long decided = at(cascade, Topics.TRAINING_DECIDED);
        long trained = at(cascade, Topics.MODEL_TRAINED);
        long approved = at(cascade, Topics.MODEL_APPROVED);
        long deployed = at(cascade, Topics.MODEL_DEPLOYED);
        toValidation.add(validated - arrived);
        toDecision.add(decided - validated);
        toTrained.add(trained - decided);
        toApproval.add(approved - trained);
        toDeployed.add(deployed - approved);
        total.add(deployed - start);
    }

    private static long at(List<Event> cascade, Topic<?> topic) {
        return cascade.stream()
                .filter(event -> event.is(topic))
                .findFirst()
                .orElseThrow()
                .at();
    }

    private void print() {
        System.out.println(Figures.of(toValidation).line("data.arrived -> data.validated"));
        System.out.println(Figures.of(toDecision).line("data.validated -> training.decided"));
        System.out.println(Figures.of(toTrained).line("training.decided -> model.trained"));
        System.out.println(Figures.of(toApproval).line("model.trained -> model.approved"));
        System.out.println(Figures.of(toDeployed).line("model.approved -> model.deployed"));
        System.out.println(Figures.of(total).line("upload sent -> model.deployed"));
    }

    private static byte[] without(String text, int line) {
        var lines = new ArrayList<>(text.lines().toList());
        lines.remove(line);
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
