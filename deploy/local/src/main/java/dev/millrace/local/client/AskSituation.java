package dev.millrace.local.client;

import dev.millrace.local.client.Situation.About;
import dev.millrace.local.client.Situation.Cascade;
import dev.millrace.local.client.Situation.Lag;
import dev.millrace.local.client.Situation.Model;
import dev.millrace.local.client.Situation.Parked;
import dev.millrace.local.client.Situation.Unanswered;
import dev.millrace.local.client.Situation.Wanted;
import dev.millrace.local.stack.Complaint;
import dev.millrace.local.stack.Part;
import dev.millrace.local.stack.PartState;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Asks the services how the stack is. */
public final class AskSituation {

    /** So that a look costs the same with any number of models. */
    private static final int MODELS = 50;

    private static final int CASCADES = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String PARKED = "PARKED";

    private AskSituation() {}

    /** Asks everybody at once, and nobody for longer than a person looks at an empty screen. */
    public static Situation of(Endpoints endpoints, List<PartState> processes) {
        var api = new Api(endpoints, PATIENCE);
        var summaries = Arrays.stream(Part.values())
                .filter(Part::service)
                .map(part -> new Question(About.SUMMARY, part, "/v1/summary"));
        var others = Stream.of(
                new Question(About.MODELS, Part.REGISTRY, "/v1/models?limit=" + (MODELS + 1)),
                new Question(About.CASCADES, Part.MONITORING, "/v1/cascades?limit=" + CASCADES));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = Stream.concat(summaries, others)
                    .map(question -> CompletableFuture.supplyAsync(() -> question.ask(api, processes), threads))
                    .toList();
            return of(processes, asked.stream().map(CompletableFuture::join).toList());
        }
    }

    static Situation of(List<PartState> processes, List<Answer> answers) {
        var summaries = bodies(answers, About.SUMMARY);
        var models = bodies(answers, About.MODELS).stream()
                .flatMap(answer -> models(answer).stream())
                .toList();
        return new Situation(
                processes,
                summaries.stream().flatMap(AskSituation::wanted).toList(),
                models.stream().limit(MODELS).toList(),
                models.size() > MODELS,
                summaries.stream().flatMap(AskSituation::lag).toList(),
                summaries.stream().flatMap(AskSituation::parked).toList(),
                bodies(answers, About.CASCADES).stream()
                        .flatMap(AskSituation::cascades)
                        .toList(),
                Stream.concat(
                                answers.stream()
                                        .filter(answer -> answer.body() == null)
                                        .map(answer ->
                                                new Unanswered(answer.about(), answer.service(), answer.reason())),
                                summaries.stream().flatMap(AskSituation::unknownLag))
                        .toList());
    }

    private record Question(About about, Part part, String path) {

        Answer ask(Api api, List<PartState> processes) {
            if (processes.stream().noneMatch(state -> state.part().equals(part.label()) && state.ready())) {
                return new Answer(about, part.label(), null, part.label() + " is not ready");
            }
            try {
                return new Answer(about, part.label(), api.get(part, path), "");
            } catch (Complaint silent) {
                return new Answer(about, part.label(), null, String.valueOf(silent.getMessage()));
            }
        }
    }

    /**
     * What a service said.
     *
     * @param body null where it did not answer
     * @param reason why it did not
     */
    record Answer(About about, String service, @Nullable JsonNode body, String reason) {}

    private static List<JsonNode> bodies(List<Answer> answers, About about) {
        return answers.stream()
                .filter(answer -> answer.about() == about)
                .flatMap(answer -> Stream.ofNullable(answer.body()))
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

    private static Stream<Unanswered> unknownLag(JsonNode summary) {
        return summary.path("topics")
                .valueStream()
                .filter(topic -> topic.path("lastHour").isNull())
                .limit(1)
                .map(silent -> new Unanswered(
                        About.LAG, summary.path("service").asString(), "the broker does not say how far it has read"));
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

    private static Stream<Cascade> cascades(JsonNode page) {
        return items(page, "cascades").stream()
                .map(cascade -> new Cascade(
                        cascade.path("id").asString(),
                        cascade.path("status").asString(),
                        cascade.path("startedAt").asString(),
                        cascade.path("events").asLong(),
                        cascade.path("last").asString("")));
    }

    /** The list in an answer, whether it is the whole answer or stands in a field. */
    private static List<JsonNode> items(JsonNode answer, String field) {
        var list = answer.isArray() ? answer : answer.path(field);
        return list.valueStream().toList();
    }
}
