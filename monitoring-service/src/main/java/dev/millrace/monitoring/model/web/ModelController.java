package dev.millrace.monitoring.model.web;

import dev.millrace.monitoring.Paging;
import dev.millrace.monitoring.drift.watch.DriftView;
import dev.millrace.monitoring.model.FindModels;
import dev.millrace.monitoring.model.WatchedModel;
import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import dev.millrace.web.Names;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Models over HTTP. */
@RestController
class ModelController {

    private static final int MAX_LIMIT = 200;

    private final FindModels findModels;

    ModelController(FindModels findModels) {
        this.findModels = findModels;
    }

    /** @param next what to pass as {@code after} for the next page; null on the last */
    record ModelPage(List<WatchedModel> models, @Nullable String next) {}

    @Operation(summary = "Models in service by name, each with how it drifts and how right it is")
    @GetMapping("/v1/models")
    @Allowed(Role.VIEWER)
    ModelPage models(
            Caller caller,
            @RequestParam(required = false) DriftView.@Nullable Status level,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(defaultValue = "") String after) {
        var found = findModels.list(
                caller.project(),
                level,
                after.isEmpty() ? "" : Names.checked(after),
                Paging.limit("limit", limit, MAX_LIMIT));
        return new ModelPage(found.models(), found.next());
    }
}
