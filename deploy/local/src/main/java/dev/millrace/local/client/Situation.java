package dev.millrace.local.client;

import dev.millrace.local.stack.Complaint;
import dev.millrace.local.stack.Part;
import dev.millrace.local.stack.PartState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Everything that {@code status} tells. What does not answer is left out: its process already says so. */
public record Situation(
        List<PartState> processes, List<Model> models, List<Lag> lag, List<Parked> parked, List<Cascade> cascades) {

    /** A model, the version that serves (0 for none), and those that wait for a person. */
    public record Model(String name, int servingVersion, int versions, List<Integer> waiting) {
        public Model {
            waiting = List.copyOf(waiting);
        }
    }

    /** How many records of a topic a consumer group has yet to read. */
    public record Lag(String group, String topic, long records) {}

    /**
     * Records that a service could not use and set aside.
     *
     * @param reason of the last of them, and its topic
     */
    public record Parked(String service, long records, String reason) {

        /** Empty where the service has set nothing aside. */
        static List<Parked> of(Part service, JsonNode answer) {
            return answer.path("parked")
                    .valueStream()
                    .limit(1)
                    .map(last -> new Parked(
                            service.label(),
                            answer.path("total").asLong(),
                            last.path("topic").asString() + " "
                                    + last.path("code").asString()))
                    .toList();
        }
    }

    /** One of the latest cascades. */
    public record Cascade(String id, String status, String startedAt, long events, String last) {}

    private static final int CASCADES = 8;

    public Situation {
        processes = List.copyOf(processes);
        models = List.copyOf(models);
        lag = List.copyOf(lag);
        parked = List.copyOf(parked);
        cascades = List.copyOf(cascades);
    }

    public static Situation of(Endpoints endpoints, List<PartState> processes) {
        if (processes.stream().noneMatch(PartState::ready)) {
            return new Situation(processes, List.of(), List.of(), List.of(), List.of());
        }
        var api = new Api(endpoints);
        return new Situation(
                processes,
                unlessSilent(() -> models(api)),
                ready(processes, Part.KAFKA) ? unlessSilent(() -> ConsumerLag.of(endpoints.kafka())) : List.of(),
                parked(api, processes),
                unlessSilent(() -> cascades(api)));
    }

    private static boolean ready(List<PartState> processes, Part part) {
        return processes.stream().anyMatch(state -> state.name().equals(part.label()) && state.ready());
    }

    private static <T> List<T> unlessSilent(Supplier<List<T>> question) {
        try {
            return question.get();
        } catch (Complaint silent) {
            return List.of();
        }
    }

    private static List<Model> models(Api api) {
        var models = new ArrayList<Model>();
        for (JsonNode model : api.all(Part.REGISTRY, "/v1/models", "models", "model")) {
            models.add(new Model(
                    model.path("model").asString(),
                    model.path("champion").asInt(0),
                    model.path("versions").asInt(0),
                    model.path("waiting").valueStream().map(JsonNode::asInt).toList()));
        }
        return models;
    }

    private static List<Parked> parked(Api api, List<PartState> processes) {
        var parked = new ArrayList<Parked>();
        for (Part part : Part.values()) {
            if (part.service() && ready(processes, part)) {
                parked.addAll(unlessSilent(() -> Parked.of(part, api.get(part, "/v1/parked"))));
            }
        }
        return parked;
    }

    private static List<Cascade> cascades(Api api) {
        var page = api.get(Part.MONITORING, "/v1/cascades?limit=" + CASCADES);
        return items(page, "cascades").stream()
                .map(cascade -> new Cascade(
                        cascade.path("id").asString(),
                        cascade.path("status").asString(),
                        cascade.path("startedAt").asString(),
                        cascade.path("events").asLong(),
                        cascade.path("last").asString("")))
                .toList();
    }

    /** The list in an answer, whether it is the whole answer or stands in a field. */
    private static List<JsonNode> items(JsonNode answer, String field) {
        var list = answer.isArray() ? answer : answer.path(field);
        return list.valueStream().toList();
    }
}
