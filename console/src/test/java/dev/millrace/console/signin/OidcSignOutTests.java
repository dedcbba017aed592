package dev.millrace.console.signin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;

class OidcSignOutTests {

    private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");

    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/sign-out");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void saysThatTheProviderMayStillKnowThePersonWhereItAnnouncesNoEnd() throws Exception {
        OidcSignOut.remember(session(), ann());

        leave(Map.of());

        assertThat(response.getRedirectedUrl()).isEqualTo("/sign-in");
        assertThat(session().getAttribute(OidcSignIn.TROUBLE))
                .asString()
                .startsWith("You are signed out here. the office may still know you");
        assertThat(OidcSignOut.leads(session())).isFalse();
    }

    @Test
    void leadsToWhereTheProviderAnnouncesTheEndWithTheNewestProof() throws Exception {
        OidcSignOut.remember(session(), ann());
        OidcSignOut.renew(session(), "newer");

        leave(Map.of("end_session_endpoint", "https://id.example.org/end"));

        assertThat(response.getRedirectedUrl()).isEqualTo("/sign-out");
        assertThat(OidcSignOut.end(session()))
                .isEqualTo("https://id.example.org/end?id_token_hint=newer"
                        + "&post_logout_redirect_uri=https://millrace.example.org/sign-in");
        assertThat(OidcSignOut.end(session())).as("it is told once").isNull();
    }

    private void leave(Map<String, Object> metadata) throws Exception {
        var provider = ClientRegistration.withRegistrationId(OidcSignIn.REGISTRATION)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .clientId("millrace-console")
                .redirectUri("https://millrace.example.org/login/oauth2/code/millrace")
                .authorizationUri("https://id.example.org/authorize")
                .tokenUri("https://id.example.org/token")
                .providerConfigurationMetadata(metadata)
                .build();
        var out = new OidcSignOut(
                new InMemoryClientRegistrationRepository(provider),
                "https://millrace.example.org/sign-in",
                "the office");
        out.logout(request, response, null);
        session().invalidate();
        out.onLogoutSuccess(request, response, null);
    }

    private HttpSession session() {
        return Objects.requireNonNull(request.getSession());
    }

    private static OAuth2AuthenticationToken ann() {
        var proof = new OidcIdToken("first", NOW, NOW.plusSeconds(60), Map.of("sub", "ann"));
        return new OAuth2AuthenticationToken(new DefaultOidcUser(List.of(), proof), List.of(), OidcSignIn.REGISTRATION);
    }
}
