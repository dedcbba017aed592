package dev.millrace.console.service;

import org.jspecify.annotations.Nullable;

/** Why a service refused, in the members of RFC 9457 that every service gives. */
public record Problem(
        @Nullable String code,
        @Nullable String title,
        @Nullable String detail) {}
