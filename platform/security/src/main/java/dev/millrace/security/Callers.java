package dev.millrace.security;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/** Tells whose bearer token it is: one of the local file, or one of the OIDC issuer. */
public final class Callers {

    private static final Logger log = LoggerFactory.getLogger(Callers.class);
    private static final String SCHEME = "Bearer ";
    private static final int MAX_TOKEN = 8192;
    private static final Duration SKEW = Duration.ofSeconds(60);

    private final @Nullable TokenFile tokens;
    private final @Nullable JwtDecoder issuer;
    private final SecurityProperties properties;

    Callers(@Nullable TokenFile tokens, @Nullable JwtDecoder issuer, SecurityProperties properties) {
        this.tokens = tokens;
        this.issuer = issuer;
        this.properties = properties;
    }

    /** What a token turned out to be. */
    public sealed interface Identity {}

    /** A caller that we know. */
    public record Known(Caller caller) implements Identity {}

    /**
     * Nobody that we know.
     *
     * @param code TOKEN_INVALID, TOKEN_TIME or TOKEN_AUDIENCE
     */
    public record Unknown(String code, String detail) implements Identity {}

    /** Somebody of whom nobody can tell now who it is: the issuer does not answer. */
    public record Unasked(String code, String detail) implements Identity {}

    /** The token of an {@code Authorization} header; empty where it holds none. */
    public static Optional<String> token(@Nullable String header) {
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(header.substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    /** Whose token this is. */
    public Identity identify(String token) {
        if (token.length() > MAX_TOKEN) {
            return new Unknown("TOKEN_INVALID", "The token is too long");
        }
        if (tokens != null) {
            var known = tokens.find(token);
            if (known.isPresent()) {
                return new Known(known.get());
            }
        }
        return issuer == null ? new Unknown("TOKEN_INVALID", "The token is not known") : decode(issuer, token);
    }

    private Identity decode(JwtDecoder decoder, String token) {
        try {
            return caller(decoder.decode(token));
        } catch (JwtValidationException invalid) {
            return invalid(invalid);
        } catch (BadJwtException bad) {
            return new Unknown("TOKEN_INVALID", "The token is not one of the issuer");
        } catch (JwtException | JwtDecoderInitializationException away) {
            log.warn("The issuer's keys cannot be had: {}", away.toString());
            return new Unasked("ISSUER_UNAVAILABLE", "The issuer of tokens does not answer");
        }
    }

    private static Unknown invalid(JwtValidationException invalid) {
        var said = invalid.getErrors().stream()
                .map(error -> String.valueOf(error.getDescription()))
                .collect(Collectors.joining("; "));
        var lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("expired") || lower.contains("before")) {
            return new Unknown("TOKEN_TIME", said + " (skew allowed " + SKEW.toSeconds() + " s)");
        }
        return new Unknown("TOKEN_AUDIENCE", "The token is for another audience or by another issuer");
    }

    private Identity caller(Jwt jwt) {
        var project = jwt.getClaimAsString(properties.projectClaim());
        var subject = jwt.getSubject();
        if (subject == null || project == null) {
            return new Unknown(
                    "TOKEN_INVALID", "The token names no subject, or no project as " + properties.projectClaim());
        }
        return new Known(new Caller(subject, project, roles(jwt)));
    }

    private Set<Role> roles(Jwt jwt) {
        Object claim = jwt.getClaims();
        for (String step : properties.rolesClaim().split("\\.", -1)) {
            claim = claim instanceof Map<?, ?> map ? map.get(step) : null;
        }
        if (!(claim instanceof Collection<?> names)) {
            return Set.of();
        }
        return Arrays.stream(Role.values())
                .filter(role -> names.contains(role.name())
                        || names.contains(role.name().toLowerCase(Locale.ROOT).replace('_', '-')))
                .collect(Collectors.toSet());
    }
}
