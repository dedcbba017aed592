package dev.millrace.security;

import java.util.Set;

/**
 * Who may reach paths that no controller answers, such as a servlet's; without a rule nobody may.
 *
 * @param pattern Ant-like, such as {@code /v2/**}
 * @param anyOf roles of which a caller needs one; none opens the path to everybody
 */
public record RouteRule(String pattern, Set<Role> anyOf) {
    public RouteRule {
        anyOf = Set.copyOf(anyOf);
    }
}
