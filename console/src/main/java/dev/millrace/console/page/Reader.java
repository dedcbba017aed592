package dev.millrace.console.page;

import java.io.Serial;
import java.io.Serializable;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /** Why the services would not let this reader do it; null where they would. */
    public @Nullable String mayNot(Deed deed) {
        var needed = deed.roles();
        return needed.stream().anyMatch(roles::contains)
                ? null
                : "You may not: this needs %s %s, and you have %s."
                        .formatted(
                                needed.size() == 1 ? "the role" : "one of the roles",
                                String.join(", ", needed),
                                roles.isEmpty() ? "none" : String.join(", ", roles));
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
