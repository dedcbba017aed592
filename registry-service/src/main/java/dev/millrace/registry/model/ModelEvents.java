package dev.millrace.registry.model;

import dev.millrace.contracts.AlertRaised;
import dev.millrace.contracts.AlertSeverity;
import dev.millrace.contracts.GateResult;
import dev.millrace.contracts.ModelApproved;
import dev.millrace.contracts.ModelRejected;
import dev.millrace.contracts.Route;
import dev.millrace.contracts.RouteRole;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.Announcement;
import java.util.List;

/** What the registry tells the others, in the words of the contract. */
final class ModelEvents {

    private static final int ALL_TRAFFIC = 100;

    private ModelEvents() {}

    static Announcement<ModelApproved> approved(String model, String pipeline, Generation generation) {
        ModelApproved event = new ModelApproved();
        event.setPipeline(pipeline);
        event.setModel(model);
        event.setGeneration(generation.number());
        event.setRoutes(
                List.of(new Route(generation.version(), generation.packageDigest(), ALL_TRAFFIC, RouteRole.CHAMPION)));
        event.setRunId(generation.runId());
        event.setApprover(generation.approver());
        event.setReason(generation.reason());
        event.setPreviousGeneration(generation.previous());
        event.setRollback(generation.rollback());
        return Announcement.of(Topics.MODEL_APPROVED, event);
    }

    static Announcement<ModelRejected> rejected(
            String model, String pipeline, Version version, Version.Verdict verdict) {
        ModelRejected event = new ModelRejected();
        event.setPipeline(pipeline);
        event.setModel(model);
        event.setVersion(version.number());
        event.setRunId(version.runId());
        event.setGates(
                version.judgement().gates().stream().map(ModelEvents::result).toList());
        event.setRejectedBy(verdict.by());
        event.setReason(verdict.reason());
        return Announcement.of(Topics.MODEL_REJECTED, event);
    }

    /** A version that only a person can decide on stays where it is until somebody looks. */
    static Announcement<AlertRaised> awaited(String model, String pipeline, Version version) {
        AlertRaised event = new AlertRaised();
        event.setPipeline(pipeline);
        event.setSeverity(AlertSeverity.INFO);
        event.setCode("APPROVAL_AWAITED");
        event.setWhat("version %d waits for somebody's approval: %s"
                .formatted(version.number(), version.judgement().summary()));
        event.setWhere("%s version %d".formatted(model, version.number()));
        event.setLink("/v1/models/%s/versions/%d".formatted(model, version.number()));
        return Announcement.of(Topics.ALERT_RAISED, event);
    }

    private static GateResult result(GateFinding finding) {
        GateResult result = new GateResult();
        result.setMetric(finding.metric());
        result.setSlice(finding.slice());
        result.setKind(finding.kind());
        result.setBound(finding.bound());
        result.setValue(finding.value());
        result.setChampionValue(finding.championValue());
        result.setPassed(finding.passed());
        result.setNote(
                finding.note().isEmpty()
                        ? finding.result().name()
                        : finding.result().name() + ": " + finding.note());
        return result;
    }
}
