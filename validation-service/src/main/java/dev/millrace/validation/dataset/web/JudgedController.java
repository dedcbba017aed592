package dev.millrace.validation.dataset.web;

import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import dev.millrace.validation.dataset.ListJudged;
import dev.millrace.web.PageLimit;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows what was decided last about many datasets at once. */
@RestController
class JudgedController {

    private static final int MOST = 200;

    private final ListJudged judged;

    JudgedController(ListJudged judged) {
        this.judged = judged;
    }

    record JudgedList(List<ListJudged.Judged> datasets) {}

    @Operation(summary = "Datasets by name, each with its newest verdict")
    @GetMapping("/v1/datasets")
    @Allowed(Role.VIEWER)
    JudgedList list(
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "50") int limit,
            Caller caller) {
        return new JudgedList(judged.list(caller.project(), after, PageLimit.checked(limit, MOST)));
    }
}
