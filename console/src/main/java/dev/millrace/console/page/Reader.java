package dev.millrace.console.page;

import java.io.Serial;
import java.io.Serializable;
import java.security.Principal;
import java.time.Instant;
import java.util.List;

/**
 * Who looks at the pages, as the services know the token.
 *
 * @param token what every call carries; it is in no page, address or log
 * @param since when the reader signed in
 */
public record Reader(String subject, String project, List<String> roles, String token, Instant since)
        implements Principal, Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    public Reader {
        roles = List.copyOf(roles);
    }

    @Override
    public String getName() {
        return subject;
    }

    /** Whether the services would let this reader do what needs the role. */
    public boolean may(String role) {
        return roles.contains(role);
    }

    /** Whether the services would let this reader do what needs one of the roles. */
    public boolean mayAny(List<String> anyOf) {
        return anyOf.stream().anyMatch(roles::contains);
    }

    /** The same person with a newer token. */
    public Reader with(String newer) {
        return new Reader(subject, project, roles, newer, since);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return subject + " of " + project;
    }
}
