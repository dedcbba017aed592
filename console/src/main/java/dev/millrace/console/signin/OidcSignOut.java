package dev.millrace.console.signin;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;

/**
 * Ends the provider's session too when a person signs out, where the provider announces an {@code end_session_endpoint}
 * (https://openid.net/specs/openid-connect-rpinitiated-1_0.html). The way there goes over a page of our own, because the
 * Content-Security-Policy lets no form lead to another host.
 */
final class OidcSignOut implements LogoutHandler, LogoutSuccessHandler {

    /** Whom the provider let in, by its proof. */
    private static final String PERSON = OidcSignOut.class.getName() + ".person";

    /** Where the provider ends its session; kept until the person is led there. */
    private static final String END = OidcSignOut.class.getName() + ".end";

    private static final String HERE = "/sign-in";

    private final OidcClientInitiatedLogoutSuccessHandler atProvider;
    private final String provider;

    /**
     * @param back where the provider leads to afterwards
     * @param provider its name on the page
     */
    OidcSignOut(ClientRegistrationRepository registrations, String back, String provider) {
        this.provider = provider;
        atProvider = new OidcClientInitiatedLogoutSuccessHandler(registrations);
        atProvider.setPostLogoutRedirectUri(back);
        atProvider.setDefaultTargetUrl(HERE);
        atProvider.setRedirectStrategy(this::lead);
    }

    static void remember(HttpSession session, Authentication person) {
        session.setAttribute(PERSON, person);
    }

    /** The provider may know only the newest proof. It is not checked, as nobody but the provider reads it. */
    static void renew(HttpSession session, String proof) {
        if (session.getAttribute(PERSON) instanceof OAuth2AuthenticationToken person
                && person.getPrincipal() instanceof OidcUser user) {
            var old = user.getIdToken();
            var renewed = new OidcIdToken(proof, old.getIssuedAt(), old.getExpiresAt(), old.getClaims());
            remember(
                    session,
                    new OAuth2AuthenticationToken(
                            new DefaultOidcUser(List.of(), renewed),
                            List.of(),
                            person.getAuthorizedClientRegistrationId()));
        }
    }

    /** Where the provider ends the session of the person who has just left; told once, null where nobody has. */
    static @Nullable String end(@Nullable HttpSession session) {
        if (session == null || !(session.getAttribute(END) instanceof String end)) {
            return null;
        }
        session.removeAttribute(END);
        return end;
    }

    static boolean leads(@Nullable HttpSession session) {
        return session != null && session.getAttribute(END) != null;
    }

    /** Before the session ends. */
    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication reader) {
        var session = request.getSession(false);
        request.setAttribute(PERSON, session == null ? null : session.getAttribute(PERSON));
    }

    @Override
    public void onLogoutSuccess(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication reader)
            throws IOException, ServletException {
        if (request.getAttribute(PERSON) instanceof Authentication person) {
            atProvider.onLogoutSuccess(request, response, person);
        } else {
            response.sendRedirect(HERE);
        }
    }

    private void lead(HttpServletRequest request, HttpServletResponse response, String to) throws IOException {
        if (to.equals(HERE)) {
            OidcSignIn.trouble(
                    request,
                    "You are signed out here. %s may still know you: it has no address at which the console could end its session, so sign out there too."
                            .formatted(provider));
            response.sendRedirect(HERE);
            return;
        }
        request.getSession().setAttribute(END, to);
        response.sendRedirect("/sign-out");
    }
}
