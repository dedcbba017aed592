package dev.millrace.contracts;

import dev.millrace.contracts.Topic.Retention;
import dev.millrace.contracts.Topic.Writers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every topic of Millrace.
 *
 * <p>Guarantees: delivered at least once; the first copies of one aggregate's events in the order of their
 * {@code sequence}; each event takes effect once. Nothing is promised about order across aggregates or topics.
 */
public final class Topics {

    public static final Topic<PipelineDefined> PIPELINE_DEFINED =
            new Topic<>("pipeline.defined", PipelineDefined.class, "pipeline", Retention.COMPACT, Writers.MILLRACE);
    public static final Topic<DataArrived> DATA_ARRIVED =
            new Topic<>("data.arrived", DataArrived.class, "dataset", Retention.DELETE, Writers.ANYBODY);
    public static final Topic<DataValidated> DATA_VALIDATED =
            new Topic<>("data.validated", DataValidated.class, "dataset", Retention.DELETE, Writers.MILLRACE);
    public static final Topic<DataRejected> DATA_REJECTED =
            new Topic<>("data.rejected", DataRejected.class, "dataset", Retention.DELETE, Writers.MILLRACE);
    public static final Topic<DataRefused> DATA_REFUSED =
            new Topic<>("data.refused", DataRefused.class, "dataset", Retention.DELETE, Writers.MILLRACE);
    public static final Topic<TrainingRequested> TRAINING_REQUESTED =
            new Topic<>("training.requested", TrainingRequested.class, "pipeline", Retention.DELETE, Writers.ANYBODY);
    public static final Topic<TrainingDecided> TRAINING_DECIDED =
            new Topic<>("training.decided", TrainingDecided.class, "pipeline", Retention.DELETE, Writers.MILLRACE);
    public static final Topic<ModelTrained> MODEL_TRAINED =
            new Topic<>("model.trained", ModelTrained.class, "pipeline", Retention.DELETE, Writers.ANYBODY);
    public static final Topic<RunEnded> RUN_ENDED =
            new Topic<>("run.ended", RunEnded.class, "pipeline", Retention.DELETE, Writers.MILLRACE);
    public static final Topic<ModelRejected> MODEL_REJECTED =
            new Topic<>("model.rejected", ModelRejected.class, "pipeline", Retention.DELETE, Writers.MILLRACE);
    public static final Topic<ModelApproved> MODEL_APPROVED =
            new Topic<>("model.approved", ModelApproved.class, "model", Retention.COMPACT, Writers.MILLRACE);
    public static final Topic<ModelDeployed> MODEL_DEPLOYED =
            new Topic<>("model.deployed", ModelDeployed.class, "model", Retention.DELETE, Writers.MILLRACE);
    public static final Topic<ServingDecided> SERVING_DECIDED =
            new Topic<>("serving.decided", ServingDecided.class, "model", Retention.COMPACT, Writers.MILLRACE);
    public static final Topic<InferenceLogged> INFERENCE_LOGGED =
            new Topic<>("inference.logged", InferenceLogged.class, "model", Retention.DELETE, Writers.MILLRACE);
    public static final Topic<FeedbackReceived> FEEDBACK_RECEIVED =
            new Topic<>("feedback.received", FeedbackReceived.class, "predictionId", Retention.DELETE, Writers.ANYBODY);
    public static final Topic<DriftDetected> DRIFT_DETECTED =
            new Topic<>("drift.detected", DriftDetected.class, "pipeline", Retention.DELETE, Writers.ANYBODY);
    public static final Topic<AlertRaised> ALERT_RAISED =
            new Topic<>("alert.raised", AlertRaised.class, "pipeline", Retention.DELETE, Writers.MILLRACE);

    /** All of the above, in the order of the loop. */
    public static final List<Topic<?>> ALL = List.of(
            PIPELINE_DEFINED,
            DATA_ARRIVED,
            DATA_REFUSED,
            DATA_VALIDATED,
            DATA_REJECTED,
            TRAINING_REQUESTED,
            TRAINING_DECIDED,
            MODEL_TRAINED,
            RUN_ENDED,
            MODEL_REJECTED,
            MODEL_APPROVED,
            MODEL_DEPLOYED,
            SERVING_DECIDED,
            INFERENCE_LOGGED,
            FEEDBACK_RECEIVED,
            DRIFT_DETECTED,
            ALERT_RAISED);

    private static final Map<String, Topic<?>> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Topic::name, Function.identity()));

    private Topics() {}

    /** The topic with this name. */
    public static Optional<Topic<?>> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
