package dev.millrace.benchmarks;

import dev.millrace.benchmarks.EventLog.Event;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Events that pile up while the service stands still, each about another dataset, pipeline and model. Then it may work, and
 * each event must lead to exactly one result.
 */
final class BacklogLoad implements Load {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration LATECOMERS = Duration.ofSeconds(5);
    private static final int CLIENTS = 8;

    private final Stage stage;
    private final int items;
    private final int rows;

    BacklogLoad(Stage stage, int items, int rows) {
        this.stage = stage;
        this.items = items;
        this.rows = rows;
    }

    /**
     * Whose work, what it is made of and what it leads to.
     *
     * @param pipelines whether it takes a pipeline for each dataset
     * @param key the field by which a result is known
     */
    record Stage(boolean pipelines, String key, Topic<?> input, List<Topic<?>> outputs) {

        static final Stage VALIDATION =
                new Stage(false, "dataset", Topics.DATA_ARRIVED, List.of(Topics.DATA_VALIDATED, Topics.DATA_REJECTED));
        static final Stage TRAINING = new Stage(true, "pipeline", Topics.DATA_VALIDATED, List.of(Topics.MODEL_TRAINED));
        static final Stage REGISTRY =
                new Stage(true, "model", Topics.MODEL_TRAINED, List.of(Topics.MODEL_APPROVED, Topics.MODEL_REJECTED));

        Stage {
            outputs = List.copyOf(outputs);
        }

        /** Every input names the dataset, which is called like its pipeline and its model. */
        private boolean arrived(Event event, Set<String> names) {
            return event.is(input) && names.contains(event.text(event.is(Topics.MODEL_TRAINED) ? "model" : "dataset"));
        }

        private boolean done(Event event, Set<String> names) {
            return outputs.stream().anyMatch(event::is) && names.contains(event.text(key));
        }
    }

    @Override
    public Outcome run(Replicas replicas, Interruption disturb) throws Exception {
        var stack = new Stack();
        var prefix = "scale-" + Long.toString(System.nanoTime(), 36) + "-";
        var names = IntStream.range(0, items).mapToObj(i -> prefix + i).toList();
        var wanted = Set.copyOf(names);
        try (var log = new EventLog()) {
            if (stage.pipelines) {
                forEach(names, name -> stack.apply(name, Trips.pipeline(name, name, 20)));
                // The registry that is frozen next would keep those that it has not announced yet.
                log.await(
                        items,
                        PATIENCE,
                        event -> event.is(Topics.PIPELINE_DEFINED) && wanted.contains(event.text("pipeline")));
            }
            replicas.freeze();
            forEach(names, name -> stack.upload(name, Trips.csv(name.hashCode(), rows), "snapshot"));
            var piled = log.await(items, PATIENCE, event -> stage.arrived(event, wanted));
            if (piled.size() < items) {
                replicas.thaw();
                throw new IllegalStateException("only " + piled.size() + " of " + items + " events piled up");
            }
            var released = System.currentTimeMillis();
            replicas.thaw();
            log.await(Math.max(1, items / 10), PATIENCE, event -> stage.done(event, wanted));
            disturb.happen();
            log.await(items, PATIENCE, event -> stage.done(event, wanted));
            return outcome(log.await(Integer.MAX_VALUE, LATECOMERS, event -> stage.done(event, wanted)), released);
        }
    }

    private Outcome outcome(List<Event> done, long released) {
        Map<String, Set<String>> results = new LinkedHashMap<>();
        var first = new LinkedHashMap<String, Long>();
        for (Event event : done) {
            var name = event.text(stage.key);
            results.computeIfAbsent(name, any -> new HashSet<>()).add(event.text("eventId"));
            first.merge(name, event.at(), Math::min);
        }
        var times = first.values().stream().sorted().toList();
        var doubled = results.values().stream().filter(ids -> ids.size() > 1).count();
        return new Outcome(
                steady(times),
                "events",
                Figures.of(times.stream().map(at -> at - released).toList()),
                items,
                items - results.size(),
                doubled,
                0);
    }

    /** From the first fifth to the last: at the beginning consumers join, and at the end some have nothing left. */
    static double steady(List<Long> times) {
        if (times.size() < 10) {
            return 0;
        }
        int from = times.size() / 5;
        int to = times.size() - times.size() / 5;
        long millis = times.get(to - 1) - times.get(from);
        return (to - 1 - from) * 1000.0 / Math.max(1, millis);
    }

    /** Something with a name that may fail. */
    interface Action {
        void of(String name) throws Exception;
    }

    static void forEach(List<String> names, Action action) throws Exception {
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            Stream<Callable<Boolean>> calls = names.stream().map(name -> () -> {
                action.of(name);
                return true;
            });
            for (Future<Boolean> call : clients.invokeAll(calls.toList())) {
                call.get();
            }
        }
    }
}
