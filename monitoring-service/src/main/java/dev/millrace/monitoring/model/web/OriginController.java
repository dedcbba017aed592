package dev.millrace.monitoring.model.web;

import dev.millrace.monitoring.model.FindOrigin;
import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import dev.millrace.web.NotFound;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Where answers are from, over HTTP. */
@RestController
class OriginController {

    private final FindOrigin findOrigin;

    OriginController(FindOrigin findOrigin) {
        this.findOrigin = findOrigin;
    }

    @Operation(
            summary =
                    "From a prediction back to the data: the events that led to the approval of the version that answered, cause before effect")
    @GetMapping("/v1/predictions/{id}/origin")
    @Allowed(Role.VIEWER)
    FindOrigin.Origin origin(Caller caller, @PathVariable String id) {
        return findOrigin
                .find(caller.project(), id)
                .orElseThrow(() -> NotFound.of(
                        "PREDICTION_UNKNOWN",
                        "There is no prediction %s, or it is no longer kept".formatted(NotFound.shortened(id)),
                        "an answer of serving has the ids of its predictions"));
    }
}
