package dev.millrace.monitoring;

import dev.millrace.contracts.RouteRole;
import java.util.Optional;

/** The roles of events. */
public final class ServingRoles {

    private ServingRoles() {}

    /** Empty where answers in that role are neither watched nor scored yet. */
    public static Optional<ServingRole> of(RouteRole role) {
        return switch (role) {
            case CHAMPION -> Optional.of(ServingRole.CHAMPION);
            case CANARY, SHADOW -> Optional.empty();
        };
    }
}
