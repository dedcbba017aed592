package dev.millrace.console.signin;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/** Sends people to the provider, and remembers where they wanted to go. A provider that does not answer is told on the page. */
final class RequestToProvider implements OAuth2AuthorizationRequestResolver {

    private static final Logger log = LoggerFactory.getLogger(RequestToProvider.class);
    private static final String TO = RequestToProvider.class.getName() + ".to";

    private final OAuth2AuthorizationRequestResolver resolver;

    RequestToProvider(ClientRegistrationRepository registrations) {
        resolver = new DefaultOAuth2AuthorizationRequestResolver(registrations);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
        try {
            return remembered(request, resolver.resolve(request));
        } catch (IllegalArgumentException | IllegalStateException away) {
            // So the discovery of the provider's addresses says that it failed; the request goes on, and leads to
            // sign-in.
            log.warn("The OpenID provider cannot be asked: {}", away.toString());
            OidcSignIn.trouble(request, "The OpenID provider does not answer. Try it again in a moment.");
            return null;
        }
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registration) {
        return remembered(request, resolver.resolve(request, registration));
    }

    private static @Nullable OAuth2AuthorizationRequest remembered(
            HttpServletRequest request, @Nullable OAuth2AuthorizationRequest toProvider) {
        if (toProvider != null) {
            var to = request.getParameter("to");
            request.getSession().setAttribute(TO, to == null ? "" : to);
        }
        return toProvider;
    }

    /** Where whoever signs in wanted to go. */
    static String to(HttpServletRequest request) {
        return request.getSession().getAttribute(TO) instanceof String to ? to : "";
    }
}
