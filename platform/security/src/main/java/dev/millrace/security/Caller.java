package dev.millrace.security;

import java.util.Set;

/** Who sent a request: a controller's method takes it as a parameter. */
public record Caller(String subject, String project, Set<Role> roles) {
    public Caller {
        roles = Set.copyOf(roles);
    }
}
