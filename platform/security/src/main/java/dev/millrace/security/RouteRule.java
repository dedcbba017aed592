package dev.millrace.security;

import java.util.Set;

/**
 * Who may reach paths that no controller answers, such as a servlet's.
 *
 * @param pattern Ant-like, such as {@code /v2/**}
 */
public record RouteRule(String pattern, Set<Role> anyOf) {
    public RouteRule {
        anyOf = Set.copyOf(anyOf);
    }
}
