package dev.millrace.serving.prediction;

import dev.millrace.messaging.trail.ModelTags;
import dev.millrace.serving.model.ModelName;
import dev.millrace.serving.model.Signature;
import dev.millrace.web.Problem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** How requests for predictions end, by model. */
final class PredictionMeters {

    /** Few enough for a time series each, and fine enough to tell a good latency from a bad one. */
    private static final Duration[] BOUNDARIES = {
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1)
    };

    /** Columns of a model that have time series of their own. */
    private static final int MOST_COLUMNS = 100;

    private final MeterRegistry meters;
    private final ModelTags tags = new ModelTags();
    private final Map<Tags, OfModel> byModel = new ConcurrentHashMap<>();
    private final Counter unanswerable;

    PredictionMeters(MeterRegistry meters) {
        this.meters = meters;
        this.unanswerable = Counter.builder("millrace.serving.unanswerable")
                .description("requests for a model or a version that this instance does not answer with")
                .register(meters);
    }

    /** What is measured of one model, made when its first request comes in. */
    private record OfModel(Timer answered, Counter rows, Counter refused, Counter failed) {}

    void answered(ModelName model, int rows, long nanos) {
        var of = of(model);
        of.answered().record(nanos, TimeUnit.NANOSECONDS);
        of.rows().increment(rows);
    }

    /** What the caller sent cannot be answered. */
    void refused(ModelName model) {
        of(model).refused().increment();
    }

    /**
     * Why, by the column that is at fault.
     *
     * @param signature whose columns have a name of their own; whatever else a request names does not
     */
    void refused(ModelName model, Signature signature, Problem problem) {
        int place = problem.extensions().get("column") instanceof String named ? signature.place(named) : -1;
        var column =
                place >= 0 && place < MOST_COLUMNS ? signature.feature(place).name() : ModelTags.OTHER;
        Counter.builder("millrace.serving.refusals")
                .description("requests that were refused, by the column that is at fault and the reason")
                .tags(tags.of(model.project(), model.model()).and("column", column, "code", problem.code()))
                .register(meters)
                .increment();
    }

    /** The model could not answer. */
    void failed(ModelName model) {
        of(model).failed().increment();
    }

    /** There is no model for the request; its name is the caller's, and so it is no label. */
    void unanswerable() {
        unanswerable.increment();
    }

    private OfModel of(ModelName model) {
        return byModel.computeIfAbsent(tags.of(model.project(), model.model()), this::made);
    }

    private OfModel made(Tags model) {
        return new OfModel(
                Timer.builder("millrace.serving.predictions")
                        .description("answered requests, from their arrival to the answer")
                        .tags(model)
                        .serviceLevelObjectives(BOUNDARIES)
                        .register(meters),
                Counter.builder("millrace.serving.rows")
                        .description("rows that were answered")
                        .tags(model)
                        .register(meters),
                unanswered(model, "refused"),
                unanswered(model, "failed"));
    }

    private Counter unanswered(Tags model, String because) {
        return Counter.builder("millrace.serving.unanswered")
                .description("requests that were refused because of what they say, or failed")
                .tags(model.and("because", because))
                .register(meters);
    }
}
