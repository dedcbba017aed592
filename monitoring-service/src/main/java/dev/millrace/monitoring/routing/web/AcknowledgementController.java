package dev.millrace.monitoring.routing.web;

import dev.millrace.monitoring.routing.AcknowledgeAlert;
import dev.millrace.monitoring.routing.Acknowledgement;
import dev.millrace.monitoring.routing.ReadRouting;
import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import dev.millrace.web.NotFound;
import dev.millrace.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What people do about alerts, and whom they were told to. */
@RestController
@RequestMapping("/v1")
class AcknowledgementController {

    private static final int LONGEST_NOTE = 1000;
    private static final int MOST = 200;

    private final AcknowledgeAlert acknowledgeAlert;
    private final ReadRouting readRouting;

    AcknowledgementController(AcknowledgeAlert acknowledgeAlert, ReadRouting readRouting) {
        this.acknowledgeAlert = acknowledgeAlert;
        this.readRouting = readRouting;
    }

    record NoteRequest(@Nullable String note) {}

    record AcknowledgementView(
            String alert, String by, Instant at, @Nullable String note) {

        static @Nullable AcknowledgementView of(@Nullable Acknowledgement one) {
            return one == null ? null : new AcknowledgementView(one.alert(), one.by(), one.at(), one.note());
        }
    }

    /**
     * What became of an alert.
     *
     * @param incident shared by the alerts of one episode; null where the alert was not routed
     * @param routes that took it in
     * @param silence by which nobody was told
     */
    record HandlingView(
            String alert,
            @Nullable String incident,
            List<String> routes,
            @Nullable String silence,
            @Nullable AcknowledgementView acknowledged) {

        static HandlingView of(String alert, ReadRouting.Handling handling) {
            var routed = handling.routed();
            var acknowledged = AcknowledgementView.of(handling.acknowledged());
            return routed == null
                    ? new HandlingView(alert, null, List.of(), null, acknowledged)
                    : new HandlingView(alert, routed.incident(), routed.routes(), routed.silence(), acknowledged);
        }
    }

    record HandlingList(List<HandlingView> handling) {}

    @Operation(summary = "Says that the caller looks after an alert; its incident is not told again while it lasts")
    @PostMapping("/alerts/{id}/acknowledge")
    @Allowed({Role.DATA_ENGINEER, Role.TRAINER, Role.APPROVER, Role.DEPLOYER})
    AcknowledgementView acknowledge(
            @PathVariable String id, @RequestBody(required = false) @Nullable NoteRequest request, Caller caller) {
        var note = request == null ? null : request.note();
        if (note != null && note.length() > LONGEST_NOTE) {
            throw new Problem(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "NOTE_TOO_LONG",
                            "A note has at most %d characters".formatted(LONGEST_NOTE))
                    .with("limit", LONGEST_NOTE)
                    .with("actual", note.length());
        }
        return acknowledgeAlert
                .acknowledge(caller.project(), id, note, caller.subject())
                .map(AcknowledgementView::of)
                .orElseThrow(() -> NotFound.of(
                        "ALERT_UNKNOWN",
                        "There is no alert %s, or it is too old".formatted(NotFound.shortened(id)),
                        "./millrace alerts lists those that there are"));
    }

    @Operation(summary = "Whom alerts were told to, and who looks after them")
    @GetMapping("/alert-handling")
    @Allowed(Role.VIEWER)
    HandlingList handling(
            @Parameter(description = "Ids of alerts, separated by commas") @RequestParam String alerts, Caller caller) {
        var ids = Stream.of(alerts.split(",", -1)).filter(id -> !id.isBlank()).toList();
        if (ids.size() > MOST) {
            throw new Problem(HttpStatus.BAD_REQUEST, "LIMIT", "At most %d alerts can be asked for".formatted(MOST))
                    .with("limit", MOST)
                    .with("actual", ids.size());
        }
        return new HandlingList(readRouting.handling(caller.project(), ids).entrySet().stream()
                .map(each -> HandlingView.of(each.getKey(), each.getValue()))
                .toList());
    }
}
