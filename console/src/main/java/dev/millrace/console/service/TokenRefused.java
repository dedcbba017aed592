package dev.millrace.console.service;

import java.io.Serial;

/** A service does not know the reader's token, or no longer: the reader signs in again. */
public final class TokenRefused extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    TokenRefused(Part part) {
        super(part.label() + " does not accept the token");
    }
}
