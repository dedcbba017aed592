package dev.millrace.console.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.stereotype.Component;

/**
 * Signs people in by an OpenID provider: code flow with PKCE. The person's own access token goes with every question to a service, as a
 * pasted one does; the services know by it who asks.
 */
@Component
class OidcSignIn {

    static final String REGISTRATION = "millrace";

    /** The session's grant, by which its token is renewed. */
    static final String GRANT = OidcSignIn.class.getName() + ".grant";

    /** What went wrong, for the page on which people sign in. */
    static final String TROUBLE = OidcSignIn.class.getName() + ".trouble";

    private static final Logger log = LoggerFactory.getLogger(OidcSignIn.class);
    private static final String PAGE = "/sign-in";

    private final OidcProperties properties;
    private final Entrance entrance;
    private final HttpSessionOAuth2AuthorizedClientRepository grants =
            new HttpSessionOAuth2AuthorizedClientRepository();

    OidcSignIn(OidcProperties properties, Entrance entrance) {
        this.properties = properties;
        this.entrance = entrance;
    }

    void addTo(HttpSecurity http) {
        var registrations = new SupplierClientRegistrationRepository(
                () -> new InMemoryClientRegistrationRepository(registration()));
        http.oauth2Login(login -> login.loginPage(PAGE)
                .clientRegistrationRepository(registrations)
                .authorizedClientRepository(grants)
                .authorizationEndpoint(
                        start -> start.authorizationRequestResolver(new RequestToProvider(registrations)))
                .successHandler(this::enter)
                .failureHandler(OidcSignIn::failed));
        var out = new OidcSignOut(registrations, address() + PAGE, properties.name());
        http.logout(logout -> logout.addLogoutHandler(out).logoutSuccessHandler(out));
    }

    /** Under which browsers reach the console. */
    private String address() {
        return properties.address() == null
                ? "{baseUrl}"
                : properties.address().toString().replaceFirst("/+$", "");
    }

    /** Asks the provider where its parts are, when the first person signs in: the console starts without it. */
    private ClientRegistration registration() {
        var secret = Optional.ofNullable(properties.clientSecret()).filter(given -> !given.isBlank());
        var registration = ClientRegistrations.fromIssuerLocation(String.valueOf(properties.issuerUri()))
                .registrationId(REGISTRATION)
                .clientId(Objects.requireNonNull(properties.clientId()))
                .scope(properties.scopes())
                .redirectUri(address() + "/login/oauth2/code/{registrationId}")
                .clientName(properties.name())
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(true)
                        .build());
        return secret.map(registration::clientSecret)
                .orElseGet(() -> registration.clientAuthenticationMethod(ClientAuthenticationMethod.NONE))
                .build();
    }

    private void enter(HttpServletRequest request, HttpServletResponse response, Authentication who)
            throws IOException {
        OAuth2AuthorizedClient grant = Objects.requireNonNull(grants.loadAuthorizedClient(REGISTRATION, who, request));
        var to = RequestToProvider.to(request);
        var refusal = entrance.enter(grant.getAccessToken().getTokenValue(), request, response);
        if (refusal.isEmpty()) {
            request.getSession().setAttribute(GRANT, grant);
            OidcSignOut.remember(request.getSession(), who);
            response.sendRedirect(Entrance.own(to));
            return;
        }
        log.warn("{} was let in by the provider, but not by the services: {}", who.getName(), refusal.get());
        tell(
                request,
                response,
                "%s knows you, but Millrace does not let you in. %s Its services look for their audience, a project and"
                                .formatted(properties.name(), refusal.get())
                        + " roles in the token that the provider makes.");
    }

    private static void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        var code = cause instanceof OAuth2AuthenticationException refused
                ? refused.getError().getErrorCode()
                : cause.getClass().getSimpleName();
        log.warn("Signing in by the provider failed: {}", cause.getMessage());
        tell(request, response, "Signing in did not work (" + code + "). Try it again.");
    }

    /** Forgets whoever has come half-way in. */
    private static void tell(HttpServletRequest request, HttpServletResponse response, String trouble)
            throws IOException {
        SecurityContextHolder.clearContext();
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        trouble(request, trouble);
        response.sendRedirect(PAGE);
    }

    static void trouble(HttpServletRequest request, @Nullable String trouble) {
        request.getSession().setAttribute(TROUBLE, trouble);
    }
}
