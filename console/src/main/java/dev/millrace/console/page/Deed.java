package dev.millrace.console.page;

import java.util.List;

/** What a reader may do, if the services let them: one of these roles is needed for it. */
public enum Deed {
    TRAIN("TRAINER"),
    CANCEL("TRAINER"),
    CONFIRM("APPROVER"),
    ROLL_BACK("DEPLOYER"),
    ACKNOWLEDGE("DATA_ENGINEER", "TRAINER", "APPROVER", "DEPLOYER"),
    SILENCE("DATA_ENGINEER", "TRAINER", "DEPLOYER"),
    TREAT_PARKED("ADMIN");

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes lists that nobody changes.
    private final List<String> roles;

    Deed(String... roles) {
        this.roles = List.of(roles);
    }

    List<String> roles() {
        return roles;
    }
}
