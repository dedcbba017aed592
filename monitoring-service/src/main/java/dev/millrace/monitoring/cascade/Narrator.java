package dev.millrace.monitoring.cascade;

import dev.millrace.contracts.AlertRaised;
import dev.millrace.contracts.DataArrived;
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
import dev.millrace.contracts.TrainingDecided;
import dev.millrace.contracts.TriggerDecision;
import dev.millrace.monitoring.ChampionRoute;
import java.util.Locale;
import org.apache.avro.specific.SpecificRecord;

/** Tells each event in one sentence: what was decided, and why. */
final class Narrator {

    private Narrator() {}

    static Telling tell(SpecificRecord event) {
        return switch (event) {
            case PipelineDefined defined -> Telling.of(Step.PIPELINE_DEFINED, defined(defined));
            case DataArrived arrived -> Telling.of(Step.DATA_ARRIVED, arrived(arrived));
            case DataValidated validated -> Telling.of(Step.DATA_VALIDATED, validated(validated));
            case DataRejected rejected -> Telling.of(Step.DATA_REJECTED, rejected(rejected));
            case TrainingDecided decided -> new Telling(step(decided), decided.getRunId(), decided(decided));
            case ModelTrained trained -> new Telling(Step.MODEL_TRAINED, trained.getRunId(), trained(trained));
            case ModelRejected rejected -> new Telling(Step.MODEL_REJECTED, rejected.getRunId(), rejected(rejected));
            case ModelApproved approved -> new Telling(Step.MODEL_APPROVED, approved.getRunId(), approved(approved));
            case ModelDeployed deployed -> Telling.of(step(deployed), deployed(deployed));
            case DriftDetected drift -> Telling.of(Step.DRIFT_DETECTED, DriftSentence.of(drift));
            case AlertRaised alert -> Telling.of(step(alert), alert(alert));
            default ->
                throw new IllegalArgumentException(
                        "no story is told of " + event.getSchema().getName());
        };
    }

    private static String defined(PipelineDefined event) {
        return "pipeline %s version %d, applied by %s"
                .formatted(event.getPipeline(), event.getVersion(), event.getDefinedBy());
    }

    private static String arrived(DataArrived event) {
        return "%s version %d: %s rows, %d columns from %s (%s, %s)"
                .formatted(
                        event.getDataset(),
                        event.getVersion(),
                        Figures.count(event.getRows()),
                        event.getColumns().size(),
                        event.getSourceName(),
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
                        Figures.firstOf(event.getFindings(), Narrator::finding));
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
