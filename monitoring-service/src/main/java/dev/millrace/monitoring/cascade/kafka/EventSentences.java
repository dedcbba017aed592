package dev.millrace.monitoring.cascade.kafka;

import dev.millrace.contracts.AlertRaised;
import dev.millrace.contracts.DataArrived;
import dev.millrace.contracts.DataRefused;
import dev.millrace.contracts.DataRejected;
import dev.millrace.contracts.DataValidated;
import dev.millrace.contracts.DeployOutcome;
import dev.millrace.contracts.DriftDetected;
import dev.millrace.contracts.Finding;
import dev.millrace.contracts.ModelApproved;
import dev.millrace.contracts.ModelDeployed;
import dev.millrace.contracts.ModelRejected;
import dev.millrace.contracts.ModelTrained;
import dev.millrace.contracts.PipelineDefined;
import dev.millrace.contracts.RunEnded;
import dev.millrace.contracts.ServingDecided;
import dev.millrace.contracts.TrainingDecided;
import dev.millrace.contracts.TrainingRequested;
import dev.millrace.contracts.TriggerDecision;
import dev.millrace.messaging.Envelope;
import dev.millrace.monitoring.ChampionRoute;
import dev.millrace.monitoring.cascade.Step;
import dev.millrace.monitoring.cascade.TimelineEntry.Meaning;
import java.util.Locale;
import org.apache.avro.specific.SpecificRecord;

/** Tells each event in one sentence: what was decided, and why. */
final class EventSentences {

    private EventSentences() {}

    /** What is said of data that are no version yet is told as what it is: said, and not yet looked at. */
    static Meaning of(SpecificRecord event, Envelope envelope) {
        if (!(event instanceof DataArrived arrived)) {
            return of(event);
        }
        if (envelope.outside()) {
            return Meaning.of(Step.DATA_ANNOUNCED, announced(arrived, envelope.producer()));
        }
        return arrived.getVersion() == 0 ? Meaning.of(Step.DATA_ANNOUNCED, gathered(arrived)) : of(event);
    }

    static Meaning of(SpecificRecord event) {
        return switch (event) {
            case PipelineDefined defined -> Meaning.of(Step.PIPELINE_DEFINED, defined(defined));
            case DataArrived arrived -> Meaning.of(Step.DATA_ARRIVED, arrived(arrived));
            case DataRefused refused -> Meaning.of(Step.DATA_REFUSED, refused(refused));
            case DataValidated validated -> Meaning.of(Step.DATA_VALIDATED, validated(validated));
            case DataRejected rejected -> Meaning.of(Step.DATA_REJECTED, rejected(rejected));
            case TrainingRequested requested -> Meaning.of(Step.TRAINING_REQUESTED, requested(requested));
            case TrainingDecided decided -> Meaning.ofRun(step(decided), decided.getRunId(), decided(decided));
            case RunEnded ended -> Meaning.ofRun(step(ended), ended.getRunId(), ended(ended));
            case ModelTrained trained -> Meaning.ofRun(Step.MODEL_TRAINED, trained.getRunId(), trained(trained));
            case ModelRejected rejected -> Meaning.ofRun(Step.MODEL_REJECTED, rejected.getRunId(), rejected(rejected));
            case ModelApproved approved ->
                new Meaning(Step.MODEL_APPROVED, approved.getRunId(), approved.getGeneration(), approved(approved));
            case ModelDeployed deployed -> Meaning.of(step(deployed), deployed(deployed));
            case ServingDecided decided -> Meaning.of(Step.SERVING_DECIDED, decided(decided));
            case DriftDetected drift -> Meaning.of(Step.DRIFT_DETECTED, DriftSentence.of(drift));
            case AlertRaised alert -> Meaning.of(step(alert), alert(alert));
            default ->
                throw new IllegalArgumentException(
                        "no story is told of " + event.getSchema().getName());
        };
    }

    private static String defined(PipelineDefined event) {
        return "pipeline %s version %d, applied by %s"
                .formatted(event.getPipeline(), event.getVersion(), event.getDefinedBy());
    }

    private static String announced(DataArrived event, String producer) {
        return "ANNOUNCED %s: file %s%s"
                .formatted(event.getDataset(), event.getFile(), producer.isEmpty() ? "" : ", by " + producer);
    }

    private static String gathered(DataArrived event) {
        return "GATHERED %d answered and labelled rows for %s (%s)"
                .formatted(event.getRows(), event.getDataset(), event.getSourceName());
    }

    private static String refused(DataRefused event) {
        return "REFUSED file %s for %s: %s (%s)"
                .formatted(event.getFile(), event.getDataset(), event.getCode(), event.getDetail());
    }

    private static String requested(TrainingRequested event) {
        var by = event.getRequestedBy().isEmpty() ? "" : ", by " + event.getRequestedBy();
        var reason = event.getReason().isEmpty() ? "" : ": " + event.getReason();
        return "a run was asked for%s%s".formatted(by, reason);
    }

    private static String arrived(DataArrived event) {
        var source = event.getSourceName().isEmpty() ? "" : " from " + event.getSourceName();
        return "%s version %d: %s rows, %s%s (%s, %s)"
                .formatted(
                        event.getDataset(),
                        event.getVersion(),
                        Figures.count(event.getRows()),
                        event.getColumnsDigest() == null
                                ? Figures.counted(event.getColumns().size(), "column")
                                : "many columns",
                        source,
                        Figures.bytes(event.getBytes()),
                        event.getMode().name().toLowerCase(Locale.ROOT));
    }

    private static String validated(DataValidated event) {
        return "VALID %s version %d: %s rows keep to schema %d, %s"
                .formatted(
                        event.getDataset(),
                        event.getVersion(),
                        Figures.count(event.getRows()),
                        event.getSchemaVersion(),
                        Figures.counted(event.getWarnings(), "warning"));
    }

    private static String rejected(DataRejected event) {
        return "REJECTED %s version %d: %s"
                .formatted(
                        event.getDataset(),
                        event.getVersion(),
                        Figures.firstOf(event.getFindings(), EventSentences::finding));
    }

    private static String finding(Finding finding) {
        String column = finding.getColumn();
        return "%s%s (%s, expected %s)"
                .formatted(
                        finding.getCode(),
                        column == null ? "" : " in " + column,
                        finding.getObserved(),
                        finding.getBound());
    }

    private static Step step(TrainingDecided event) {
        return switch (event.getDecision()) {
            case STARTED -> Step.TRAINING_STARTED;
            case MERGED -> Step.TRAINING_MERGED;
            case SUPPRESSED ->
                event.getReason().equals("CANCELLED") ? Step.TRAINING_CANCELLED : Step.TRAINING_SUPPRESSED;
        };
    }

    private static String decided(TrainingDecided event) {
        String reason = event.getReason().toLowerCase(Locale.ROOT).replace('_', ' ');
        String rows = event.getRows() > 0 ? ", " + Figures.count(event.getRows()) + " rows" : "";
        String detail = event.getDetail().isEmpty() ? "" : " (" + event.getDetail() + ")";
        String run = event.getRunId() == null
                ? ""
                : (event.getDecision() == TriggerDecision.MERGED ? " into" : "") + " run " + event.getRunId();
        return event.getDecision() + run + ": " + reason + rows + detail;
    }

    private static Step step(RunEnded event) {
        return switch (event.getOutcome()) {
            case TRAINED -> Step.RUN_ENDED;
            case FAILED -> Step.RUN_FAILED;
            case CANCELLED -> Step.TRAINING_CANCELLED;
        };
    }

    private static String ended(RunEnded event) {
        var code = event.getCode();
        var detail = event.getDetail().isEmpty() ? "" : " (" + event.getDetail() + ")";
        return "%s run %s%s after %s, %s rows of %s%s"
                .formatted(
                        event.getOutcome(),
                        event.getRunId(),
                        code == null ? "" : ": " + code,
                        Figures.millis(event.getDurationMillis()),
                        Figures.count(event.getRows()),
                        event.getDataset(),
                        detail);
    }

    private static String trained(ModelTrained event) {
        String champion = event.getChampionVersion() == null
                ? ""
                : ", champion v%d: %s"
                        .formatted(event.getChampionVersion(), Figures.metrics(event.getChampionTestMetrics(), 1));
        return "%s in %s, test %s%s"
                .formatted(
                        event.getTrainer(),
                        Figures.millis(event.getDurationMillis()),
                        Figures.metrics(event.getTestMetrics(), 3),
                        champion);
    }

    private static String rejected(ModelRejected event) {
        String gates = Figures.firstOf(
                event.getGates().stream().filter(gate -> !gate.getPassed()).toList(), GateSentence::of);
        return "NOT APPROVED version %d by %s: %s"
                .formatted(event.getVersion(), event.getRejectedBy(), gates.isEmpty() ? event.getReason() : gates);
    }

    private static String approved(ModelApproved event) {
        String version = ChampionRoute.find(event)
                .map(champion -> String.valueOf(champion.getVersion()))
                .orElse("?");
        return "%s version %s as generation %d by %s: %s"
                .formatted(
                        event.getRollback() ? "ROLLED BACK to" : "APPROVED",
                        version,
                        event.getGeneration(),
                        event.getApprover(),
                        event.getReason());
    }

    private static Step step(ModelDeployed event) {
        return event.getOutcome() == DeployOutcome.SERVING ? Step.MODEL_SERVING : Step.MODEL_REFUSED;
    }

    private static String deployed(ModelDeployed event) {
        return switch (event.getOutcome()) {
            case SERVING ->
                "SERVING version %d on %s: loaded in %s, warm in %s, %s agree"
                        .formatted(
                                event.getVersion(),
                                event.getInstance(),
                                Figures.millis(event.getLoadMillis()),
                                Figures.millis(event.getWarmupMillis()),
                                Figures.counted(event.getGoldenRows(), "golden row"));
            case REFUSED ->
                "REFUSED version %d on %s: %s".formatted(event.getVersion(), event.getInstance(), event.getReason());
        };
    }

    private static String decided(ServingDecided event) {
        return "%s version %d by %s%s"
                .formatted(
                        event.getDecision(),
                        event.getVersion(),
                        event.getDecidedBy(),
                        event.getReason().isEmpty() ? "" : ": " + event.getReason());
    }

    private static Step step(AlertRaised event) {
        return switch (event.getCode()) {
            case "RUN_FAILED" -> Step.RUN_FAILED;
            case "APPROVAL_AWAITED" -> Step.APPROVAL_AWAITED;
            default -> Step.ALERT_RAISED;
        };
    }

    private static String alert(AlertRaised event) {
        return "%s %s: %s (%s)".formatted(event.getSeverity(), event.getCode(), event.getWhat(), event.getWhere());
    }
}
