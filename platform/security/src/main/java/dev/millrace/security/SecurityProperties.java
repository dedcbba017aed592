package dev.millrace.security;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How callers are known. At least one of {@code tokensFile} and {@code issuerUri} is needed, else the service does not
 * start; tokens are for loopback only.
 *
 * @param tokensFile local tokens, a line each: SHA-256 of the token, subject, project, roles separated by commas
 * @param publishedOnLoopback that a service in a container listens on every address of its own network, and whoever runs
 *     the container publishes the port on the host's loopback only; lets tokens be used there
 * @param issuerUri OIDC issuer whose tokens are accepted
 * @param audience that such a token must name; the service's name where not set
 * @param rolesClaim dotted path of the claim that lists the roles
 * @param projectClaim claim that names the project; a token without it is refused
 * @param publicPaths paths that need no token
 * @param allowedHosts values of the Host header that are answered, without port; empty for any
 */
@ConfigurationProperties("millrace.security")
record SecurityProperties(
        @Nullable Path tokensFile,
        @DefaultValue("false") boolean publishedOnLoopback,
        @Nullable String issuerUri,
        @Nullable String audience,
        @DefaultValue("roles") String rolesClaim,
        @DefaultValue("project") String projectClaim,
        @DefaultValue({}) List<String> publicPaths,
        @DefaultValue({"localhost", "127.0.0.1", "[::1]"}) List<String> allowedHosts) {}
