package dev.millrace.console.signin;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * By which OpenID provider people sign in; by none where the issuer is left out.
 *
 * @param issuerUri of the provider; the services must trust the same one
 * @param clientId under which the provider knows the console
 * @param clientSecret the console's own; left out for a public client
 * @param scopes that are asked for; some providers give a refresh token only for {@code offline_access}
 * @param name of the provider on the page
 * @param address under which browsers reach the console, such as {@code https://millrace.example.org}
 */
@ConfigurationProperties("millrace.console.oidc")
record OidcProperties(
        @Nullable URI issuerUri,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @DefaultValue("openid") List<String> scopes,
        @DefaultValue("your organization") String name,
        @Nullable URI address) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "%s at %s, as %s".formatted(name, issuerUri, clientId);
    }
}
