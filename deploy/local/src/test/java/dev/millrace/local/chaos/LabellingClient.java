package dev.millrace.local.chaos;

import dev.millrace.local.chaos.CallLog.Kind;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Tells monitoring what became of what was predicted. */
final class LabellingClient implements Workload.Client {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LABELS = 20;

    private final StackApi api;
    private final CallLog calls;
    private final PredictingClient predictor;
    private final Random random;

    LabellingClient(StackApi api, CallLog calls, PredictingClient predictor, Random random) {
        this.api = api;
        this.calls = calls;
        this.predictor = predictor;
        this.random = random;
    }

    @Override
    public void act() {
        var url = api.anyUrl("monitoring", random) + "/v1/feedback";
        predictor.take(LABELS).stream()
                .collect(Collectors.groupingBy(PredictingClient.Labelled::model))
                .forEach((model, labelled) -> calls.log(
                        Kind.FEEDBACK,
                        model,
                        () -> api.post(
                                url, "MILLRACE_TOKEN", body(model, labelled), "Content-Type", "application/json")));
    }

    private static String body(String model, List<PredictingClient.Labelled> labelled) {
        var labels = labelled.stream().map(PredictingClient.Labelled::label).toList();
        return JSON.writeValueAsString(Map.of("model", model, "labels", labels));
    }
}
