package dev.millrace.console.page;

import java.util.List;

/** What a reader may do, if the services let them: one of these roles is needed for it. */
public enum Deed {
    TRAIN,
    CANCEL,
    CONFIRM,
    ROLL_BACK,
    ACKNOWLEDGE,
    SILENCE,
    TREAT_PARKED;

    List<String> roles() {
        return switch (this) {
            case TRAIN, CANCEL -> List.of("TRAINER");
            case CONFIRM -> List.of("APPROVER");
            case ROLL_BACK -> List.of("DEPLOYER");
            case ACKNOWLEDGE -> List.of("DATA_ENGINEER", "TRAINER", "APPROVER", "DEPLOYER");
            case SILENCE -> List.of("DATA_ENGINEER", "TRAINER", "DEPLOYER");
            case TREAT_PARKED -> List.of("ADMIN");
        };
    }
}
