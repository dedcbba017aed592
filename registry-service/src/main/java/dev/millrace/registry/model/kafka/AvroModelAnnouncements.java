package dev.millrace.registry.model.kafka;

import dev.millrace.contracts.AlertRaised;
import dev.millrace.contracts.AlertSeverity;
import dev.millrace.contracts.GateResult;
import dev.millrace.contracts.ModelApproved;
import dev.millrace.contracts.ModelRejected;
import dev.millrace.contracts.Route;
import dev.millrace.contracts.RouteRole;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.Announcement;
import dev.millrace.registry.history.Generation;
import dev.millrace.registry.history.Version;
import dev.millrace.registry.history.Version.Verdict;
import dev.millrace.registry.judging.GateFinding;
import dev.millrace.registry.model.ModelAnnouncements;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the registry tells the others, in the words of the contract. */
@Component
class AvroModelAnnouncements implements ModelAnnouncements {

    private static final int ALL_TRAFFIC = 100;

    @Override
    public Announcement<?> approved(String model, String pipeline, Generation generation) {
        var event = new ModelApproved();
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

    @Override
    public Announcement<?> rejected(String model, String pipeline, Version version, Verdict verdict) {
        var event = new ModelRejected();
        event.setPipeline(pipeline);
        event.setModel(model);
        event.setVersion(version.number());
        event.setRunId(version.training().runId());
        event.setGates(version.judgement().gates().stream()
                .map(AvroModelAnnouncements::result)
                .toList());
        event.setRejectedBy(verdict.by());
        event.setReason(verdict.reason());
        return Announcement.of(Topics.MODEL_REJECTED, event);
    }

    @Override
    public Announcement<?> approvalAwaited(String model, String pipeline, Version version) {
        return alert(
                pipeline,
                AlertSeverity.INFO,
                "APPROVAL_AWAITED",
                "version %d waits for somebody's approval: %s"
                        .formatted(version.number(), version.judgement().summary()),
                "%s version %d".formatted(model, version.number()),
                "/v1/models/%s/versions/%d".formatted(model, version.number()));
    }

    @Override
    public Announcement<?> deploymentRefused(String model, String pipeline, Generation generation, String reason) {
        return alert(
                pipeline,
                AlertSeverity.WARNING,
                "DEPLOYMENT_REFUSED",
                "version %d is approved, but a serving instance refused it and tries again: %s"
                        .formatted(generation.version(), reason),
                where(model, generation),
                link(model));
    }

    @Override
    public Announcement<?> returned(String model, String pipeline, Generation refused, Generation generation) {
        return alert(
                pipeline,
                AlertSeverity.CRITICAL,
                "DEPLOYMENT_RETURNED",
                "version %d is in service again; %s".formatted(generation.version(), generation.reason()),
                where(model, refused),
                link(model));
    }

    @Override
    public Announcement<?> notDeployed(String model, String pipeline, Generation generation, String reason) {
        return alert(
                pipeline,
                AlertSeverity.CRITICAL,
                "NOT_DEPLOYED",
                "no instance could serve version %d, and there is no other that one has served: %s"
                        .formatted(generation.version(), reason),
                where(model, generation),
                link(model));
    }

    private static Announcement<?> alert(
            String pipeline, AlertSeverity severity, String code, String what, String where, String link) {
        var event = new AlertRaised();
        event.setPipeline(pipeline);
        event.setSeverity(severity);
        event.setCode(code);
        event.setWhat(what);
        event.setWhere(where);
        event.setLink(link);
        return Announcement.of(Topics.ALERT_RAISED, event);
    }

    private static String where(String model, Generation generation) {
        return "%s generation %d".formatted(model, generation.number());
    }

    private static String link(String model) {
        return "/v1/models/" + model;
    }

    private static GateResult result(GateFinding finding) {
        var result = new GateResult();
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
