package dev.millrace.security;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells callers who they are here, so that a client can say beforehand what its user may do. */
@RestController
class WhoAmIController {

    /** @param roles in the order in which they are declared */
    record WhoAmI(String subject, String project, List<Role> roles) {}

    @Operation(summary = "Who the caller is: subject, project and roles")
    @GetMapping("/v1/whoami")
    @Allowed({Role.VIEWER, Role.DATA_ENGINEER, Role.TRAINER, Role.APPROVER, Role.DEPLOYER, Role.AUDITOR, Role.ADMIN})
    WhoAmI whoAmI(Caller caller) {
        return new WhoAmI(
                caller.subject(),
                caller.project(),
                caller.roles().stream().sorted().toList());
    }
}
