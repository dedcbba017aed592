package dev.millrace.local.chaos;

import dev.millrace.examples.World;
import dev.millrace.local.chaos.CallLog.Kind;
import dev.millrace.local.chaos.StackApi.Reply;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/** Asks for predictions, each time another replica first and then the others; now and then the world is another one. */
final class PredictingClient implements Workload.Client {

    private static final int ROWS = 20;
    private static final int REMEMBERED = 200;
    private static final int CALLS_IN_ONE_WORLD = 150;

    private final Deque<Labelled> recent = new ArrayDeque<>();
    private final StackApi api;
    private final CallLog calls;
    private final List<String> models;
    private final Random random;
    private int asked;

    PredictingClient(StackApi api, CallLog calls, List<String> models, Random random) {
        this.api = api;
        this.calls = calls;
        this.models = List.copyOf(models);
        this.random = random;
    }

    /** A prediction and what turned out to be true. */
    record Labelled(String model, Map<String, String> label) {}

    @Override
    public void act() {
        var model = models.get(random.nextInt(models.size()));
        var world = asked++ / CALLS_IN_ONE_WORLD % 2 == 0 ? World.USUAL : World.SHIFTED;
        var body = Trips.instances(random.nextLong(), ROWS, world);
        var replicas = new ArrayList<>(api.urls("serving"));
        Collections.shuffle(replicas, random);
        var call = calls.log(Kind.PREDICTION, model, () -> ask(replicas, model, body));
        call.answer().path("predictions").forEach(prediction -> remember(model, prediction));
    }

    private Reply ask(List<String> replicas, String model, String body) throws IOException {
        for (String url : replicas.subList(0, replicas.size() - 1)) {
            try {
                var reply = api.predict(url, model, body);
                if (reply.ok()) {
                    return reply;
                }
            } catch (IOException away) {
                // The next replica is asked.
            }
        }
        return api.predict(replicas.getLast(), model, body);
    }

    private synchronized void remember(String model, JsonNode prediction) {
        var truth =
                random.nextInt(4) == 0 ? "false" : prediction.path("prediction").asString();
        recent.addLast(new Labelled(
                model, Map.of("predictionId", prediction.path("predictionId").asString(), "label", truth)));
        if (recent.size() > REMEMBERED) {
            recent.removeFirst();
        }
    }

    /** Up to so many that were not taken before. */
    synchronized List<Labelled> take(int count) {
        var taken = new ArrayList<Labelled>();
        while (taken.size() < count && !recent.isEmpty()) {
            taken.add(recent.removeFirst());
        }
        return taken;
    }
}
