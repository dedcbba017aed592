package dev.millrace.registry.model.web;

import dev.millrace.registry.history.Version;
import dev.millrace.registry.model.Permission;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import java.util.List;

/**
 * Who may decide about a version.
 *
 * @param actors who brought its data and who asked for its run
 * @param reviewers who alone may; empty for everybody with the role
 * @param fourEyes whether the actors may not
 * @param mayDecide whether the caller may
 */
record ReviewView(List<String> actors, List<String> reviewers, boolean fourEyes, Permission mayDecide) {

    static ReviewView of(Version version, Caller caller) {
        return new ReviewView(
                version.training().actors(),
                version.review().reviewers(),
                version.review().fourEyes(),
                Permission.of(version, caller.subject(), caller.roles().contains(Role.APPROVER)));
    }
}
