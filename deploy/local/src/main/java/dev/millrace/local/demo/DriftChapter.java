package dev.millrace.local.demo;

import dev.millrace.local.client.Predictions;
import dev.millrace.local.client.Specification;
import dev.millrace.local.client.TimelineEvent;
import dev.millrace.local.client.UploadOutcome;
import dev.millrace.local.stack.Part;
import dev.millrace.pipelines.DataSpec.Feedback;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The world moves: drift is found in live traffic, a new version learns from answered rows whose outcome became known, and takes over
 * below the same traffic.
 */
final class DriftChapter {

    private static final int ROWS_A_REQUEST = 8;
    private static final int CALM_REQUESTS = 100;

    private final Stage stage;
    private final Specification specification;
    private final Feedback feedback;
    private final String model;
    private final DemoRows rows;
    private final Predictions predictions;

    DriftChapter(Stage stage, Specification specification, DemoRows rows, Predictions predictions) {
        this.stage = stage;
        this.specification = specification;
        feedback = Objects.requireNonNull(specification.spec().data().feedback());
        model = specification.spec().name();
        this.rows = rows;
        this.predictions = predictions;
    }

    void tell() {
        var story = stage.story();
        story.chapter("The world moves, and the loop closes by itself");
        sendTruth();
        var traffic = exchangeUnderTraffic();
        LearnChapter.show(stage, model, 2);
        showTraffic(traffic);
    }

    /** Returns the traffic, which has ended. */
    private Traffic exchangeUnderTraffic() {
        try (var traffic = new Traffic(predictions, model, ROWS_A_REQUEST, rows::shiftedQuestions)) {
            var drift = stage.await("drift.detected", this::certainDrift, () -> {});
            traffic.calmDown();
            showColumns(drift);
            stage.expect(
                    UploadOutcome.SERVING,
                    drift.cascadeId(),
                    specification.spec().data().dataset(),
                    model);
            var atSwitch = traffic.requests();
            stage.await("answer of version 2", event -> traffic.answeredBy(2), () -> {});
            stage.await("calm", event -> traffic.requests() > atSwitch + CALM_REQUESTS, () -> {});
            return traffic;
        }
    }

    /**
     * What passengers really did comes back as labels, and what was asked becomes data with them. These are fewer rows than the policy
     * wants for a training of their own: they wait for a reason, and drift will be one.
     */
    private void sendTruth() {
        var asked = Stream.generate(() -> rows.trips().shifted(1).getFirst())
                .filter(row -> !rows.truth(row).isEmpty())
                .limit(feedback.rows())
                .toList();
        var answers = predictions.of(model, asked.stream().map(rows::question).toList());
        var labels = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < answers.size(); i++) {
            labels.add(Map.of("predictionId", text(answers.get(i), "predictionId"), "label", rows.truth(asked.get(i))));
        }
        stage.api().post(Part.MONITORING, "/v1/feedback", Map.of("model", model, "labels", labels));
        stage.story()
                .line(labels.size() + " answers got their real outcomes as feedback; rows and outcomes become data, "
                        + feedback.dataset());
        var gathered = stage.await("version of labelled rows", this::isValidated, () -> {});
        stage.await(
                "training.decided",
                event -> event.cascadeId().equals(gathered.cascadeId())
                        && event.topic().equals("training.decided"),
                () -> {});
    }

    private boolean isValidated(TimelineEvent event) {
        return event.topic().equals("data.validated") && event.field("dataset").equals(feedback.dataset());
    }

    private static String text(Map<String, JsonNode> answer, String field) {
        var value = answer.get(field);
        return value == null ? "" : value.asString();
    }

    private boolean certainDrift(TimelineEvent event) {
        return event.topic().equals("drift.detected")
                && event.field("model").equals(model)
                && event.field("severity").equals("DRIFT");
    }

    private void showColumns(TimelineEvent drift) {
        var story = stage.story();
        drift.data()
                .path("columns")
                .valueStream()
                .filter(column -> column.path("drifted").asBoolean())
                .forEach(column -> story.line(story.console()
                        .yellow(String.format(
                                Locale.ROOT,
                                "  %-22s %s %.3f (counts from %.2f), %s %.3f, adjusted p %.1e%s",
                                column.path("column").asString(),
                                column.path("effectName").asString(),
                                column.path("effect").asDouble(),
                                column.path("threshold").asDouble(),
                                column.path("test").asString(),
                                column.path("statistic").asDouble(),
                                column.path("adjustedP").asDouble(),
                                column.path("critical").asBoolean() ? ", critical" : ""))));
    }

    private void showTraffic(Traffic traffic) {
        var story = stage.story();
        var failed = traffic.failures().values().stream()
                .mapToLong(Number::longValue)
                .sum();
        var answers = traffic.answersByVersion().entrySet().stream()
                .map(version -> version.getValue() + " rows answered by version " + version.getKey())
                .collect(Collectors.joining(", "));
        var line = "Traffic during all of this: " + traffic.requests() + " requests, " + failed + " failed; " + answers;
        story.line(failed == 0 ? story.console().green(line) : story.console().red(line));
        traffic.failures().forEach((failure, times) -> story.line("  " + times + " x " + failure));
    }
}
