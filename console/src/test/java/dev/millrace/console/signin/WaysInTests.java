package dev.millrace.console.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockServletContext;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;

class WaysInTests {

    private static final String EVERYWHERE = "0.0.0.0";
    private static final String HERE = "127.0.0.1";
    private static final String ISSUER = "https://id.example.org";
    private static final SignInProperties LOCAL =
            new SignInProperties(false, List.of("localhost"), Duration.ofHours(8), Duration.ofSeconds(60));
    private static final OidcProperties NONE = oidc(null, null);

    @Test
    void takesTokensOnLoopback() {
        assertThat(WaysIn.of(LOCAL, NONE, HERE)).satisfies(ways -> {
            assertThat(ways.tokens()).isTrue();
            assertThat(ways.provider()).isFalse();
            assertThat(ways.secure()).isFalse();
        });
    }

    @Test
    void doesNotStartWhereTokensWouldTravelAndNoProviderIsKnown() {
        assertThatIllegalStateException()
                .isThrownBy(() -> WaysIn.of(LOCAL, NONE, EVERYWHERE))
                .withMessageContaining("millrace.console.oidc.issuer-uri");
    }

    @Test
    void letsPeopleInFromElsewhereByTheProviderOnly() {
        assertThat(WaysIn.of(LOCAL, oidc(ISSUER, "https://millrace.example.org"), EVERYWHERE))
                .isEqualTo(new WaysIn(false, true, true, java.util.Set.of("localhost", "millrace.example.org")));
    }

    @Test
    void takesNoTokensThroughAProxyOnTheSameMachine() {
        assertThat(WaysIn.of(LOCAL, oidc(ISSUER, "https://millrace.example.org"), HERE)
                        .tokens())
                .isFalse();
    }

    @Test
    void wantsToKnowWhereBrowsersReachIt() {
        assertThatIllegalStateException()
                .isThrownBy(() -> WaysIn.of(LOCAL, oidc(ISSUER, null), EVERYWHERE))
                .withMessageContaining("millrace.console.oidc.address");
    }

    @Test
    void keepsSessionsAndTokensOffTheOpenNetwork() {
        assertThatIllegalStateException()
                .isThrownBy(() -> WaysIn.of(LOCAL, oidc(ISSUER, "http://millrace.example.org"), EVERYWHERE))
                .withMessageContaining("https://");
        assertThatIllegalStateException()
                .isThrownBy(() -> WaysIn.of(LOCAL, oidc("http://id.example.org", null), HERE))
                .withMessageContaining("issuer-uri");
    }

    @Test
    void asksForTheNameThatTheProviderKnows() {
        var nameless = new OidcProperties(URI.create(ISSUER), null, null, List.of("openid"), "office", null);
        assertThatIllegalStateException()
                .isThrownBy(() -> WaysIn.of(LOCAL, nameless, HERE))
                .withMessageContaining("client-id");
    }

    @Test
    void wantsTheProviderToProveWhoSomebodyIs() {
        var plain = new OidcProperties(URI.create(ISSUER), "console", null, List.of("profile"), "office", null);
        assertThatIllegalStateException()
                .isThrownBy(() -> WaysIn.of(LOCAL, plain, HERE))
                .withMessageContaining("openid");
    }

    /** What no provider has proved comes to this one last. */
    @Test
    void letsNobodyInWhoseNameWasNotProved() {
        var unproved = UsernamePasswordAuthenticationToken.unauthenticated("ann", "");
        assertThatExceptionOfType(ProviderNotFoundException.class)
                .isThrownBy(() -> new SecurityConfiguration().noPasswords().authenticate(unproved));
    }

    @Test
    void givesTheCookieToNobodyElseOverTls() throws Exception {
        var configuration = new SecurityConfiguration();
        var context = new MockServletContext();
        configuration
                .sessionCookie(WaysIn.of(LOCAL, oidc(ISSUER, "https://millrace.example.org"), EVERYWHERE))
                .onStartup(context);
        assertThat(context.getSessionCookieConfig().getName()).startsWith("__Host-");
        assertThat(context.getSessionCookieConfig().isSecure()).isTrue();
        assertThat(context.getSessionCookieConfig().getPath()).isEqualTo("/");

        var local = new MockServletContext();
        configuration.sessionCookie(WaysIn.of(LOCAL, NONE, HERE)).onStartup(local);
        assertThat(local.getSessionCookieConfig().isSecure()).isFalse();
    }

    @Test
    void tellsOnThePageThatTheProviderIsAway() {
        var registrations = new SupplierClientRegistrationRepository(() ->
                new InMemoryClientRegistrationRepository(ClientRegistrations.fromIssuerLocation("http://127.0.0.1:1")
                        .registrationId(OidcSignIn.REGISTRATION)
                        .clientId("console")
                        .build()));
        var request = new MockHttpServletRequest("GET", "/oauth2/authorization/millrace");

        assertThat(new RequestToProvider(registrations).resolve(request)).isNull();

        assertThat(request.getSession().getAttribute(OidcSignIn.TROUBLE))
                .asString()
                .contains("does not answer");
    }

    private static OidcProperties oidc(@Nullable String issuer, @Nullable String address) {
        return new OidcProperties(
                issuer == null ? null : URI.create(issuer),
                "console",
                null,
                List.of("openid"),
                "office",
                address == null ? null : URI.create(address));
    }
}
