package dev.millrace.local.client;

import dev.millrace.local.stack.Complaint;
import dev.millrace.local.stack.Part;
import dev.millrace.local.stack.PartState;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Everything that {@code status} tells, as the services sum it up themselves. What does not answer is left out: its process already
 * says so.
 *
 * @param models the first of them, by name
 * @param moreModels whether there are others
 */
public record Situation(
        List<PartState> processes,
        List<Wanted> wanted,
        List<Model> models,
        boolean moreModels,
        List<Lag> lag,
        List<Parked> parked,
        List<Cascade> cascades) {

    /**
     * Something that wants a person.
     *
     * @param severity BAD or ATTENTION
     * @param since when it has been so
     */
    public record Wanted(String service, String severity, String code, String name, String since, String detail) {}

    /**
     * A model.
     *
     * @param approvedVersion that is to be served; 0 for none
     * @param servingVersion that serving said last that it answers with; 0 for none
     * @param withdrawn whether a person decided that what is approved is not answered with
     * @param versions how many there are
     * @param waiting versions that wait for a person
     */
    public record Model(
            String name,
            int approvedVersion,
            int servingVersion,
            boolean withdrawn,
            int versions,
            List<Integer> waiting) {
        public Model {
            waiting = List.copyOf(waiting);
        }
    }

    /** How many records of a topic a service has yet to read. */
    public record Lag(String service, String topic, long records) {}

    /**
     * Records that a service could not use and set aside.
     *
     * @param reason what is wrong with the last of them
     */
    public record Parked(String service, long records, String reason) {}

    /** One of the latest cascades. */
    public record Cascade(String id, String status, String startedAt, long events, String last) {}

    /** So that a look costs the same with any number of models. */
    static final int MODELS = 50;

    private static final int CASCADES = 8;
    private static final String PARKED = "PARKED";

    public Situation {
        processes = List.copyOf(processes);
        wanted = List.copyOf(wanted);
        models = List.copyOf(models);
        lag = List.copyOf(lag);
        parked = List.copyOf(parked);
        cascades = List.copyOf(cascades);
    }

    public static Situation of(Endpoints endpoints, List<PartState> processes) {
        if (processes.stream().noneMatch(PartState::ready)) {
            return new Situation(processes, List.of(), List.of(), false, List.of(), List.of(), List.of());
        }
        var api = new Api(endpoints);
        var summaries = summaries(api, processes);
        var models = unlessSilent(() -> models(api.get(Part.REGISTRY, "/v1/models?limit=" + (MODELS + 1))));
        return new Situation(
                processes,
                summaries.stream().flatMap(Situation::wanted).toList(),
                models.stream().limit(MODELS).toList(),
                models.size() > MODELS,
                summaries.stream().flatMap(Situation::lag).toList(),
                summaries.stream().flatMap(Situation::parked).toList(),
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

    private static List<JsonNode> summaries(Api api, List<PartState> processes) {
        return Arrays.stream(Part.values())
                .filter(part -> part.service() && ready(processes, part))
                .flatMap(part -> unlessSilent(() -> List.of(api.get(part, "/v1/summary"))).stream())
                .toList();
    }

    static Stream<Wanted> wanted(JsonNode summary) {
        return summary.path("attention")
                .valueStream()
                .map(each -> new Wanted(
                        summary.path("service").asString(),
                        each.path("severity").asString(),
                        each.path("code").asString(),
                        each.path("name").asString(),
                        each.path("since").asString(),
                        each.path("detail").asString()));
    }

    static Stream<Lag> lag(JsonNode summary) {
        return summary.path("topics")
                .valueStream()
                .filter(topic -> topic.path("lag").isNumber())
                .map(topic -> new Lag(
                        summary.path("service").asString(),
                        topic.path("topic").asString(),
                        topic.path("lag").asLong()));
    }

    /** Empty where the service has set nothing aside. */
    static Stream<Parked> parked(JsonNode summary) {
        long records = summary.path("topics")
                .valueStream()
                .mapToLong(topic -> topic.path("parked").asLong())
                .sum();
        return wanted(summary)
                .filter(each -> each.code().equals(PARKED))
                .limit(1)
                .map(last -> new Parked(last.service(), records, last.detail()));
    }

    static List<Model> models(JsonNode answer) {
        return items(answer, "models").stream()
                .map(model -> new Model(
                        model.path("model").asString(),
                        model.path("champion").asInt(0),
                        model.path("serving").asInt(0),
                        model.path("withdrawal").isObject(),
                        model.path("versions").asInt(0),
                        model.path("waiting").valueStream().map(JsonNode::asInt).toList()))
                .toList();
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
