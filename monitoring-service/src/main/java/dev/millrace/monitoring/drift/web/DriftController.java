package dev.millrace.monitoring.drift.web;

import dev.millrace.monitoring.Paging;
import dev.millrace.monitoring.drift.watch.DriftView;
import dev.millrace.monitoring.drift.watch.ReadDrift;
import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import dev.millrace.web.Names;
import dev.millrace.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Drift over HTTP. */
@RestController
class DriftController {

    private static final int MAX_WINDOWS = 100;

    private final ReadDrift readDrift;

    DriftController(ReadDrift readDrift) {
        this.readDrift = readDrift;
    }

    @Operation(summary = "Whether the world of a model moved, window by window, with every figure")
    @GetMapping("/v1/models/{model}/drift")
    @Allowed(Role.VIEWER)
    DriftView drift(Caller caller, @PathVariable String model, @RequestParam(defaultValue = "20") int windows) {
        return readDrift
                .find(caller.project(), Names.checked(model), Paging.limit("windows", windows, MAX_WINDOWS))
                .orElseThrow(() -> new Problem(
                        HttpStatus.NOT_FOUND, "MODEL_UNKNOWN", "No version of this model was put in service"));
    }
}
