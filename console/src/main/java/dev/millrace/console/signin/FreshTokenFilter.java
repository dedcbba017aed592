package dev.millrace.console.signin;

import dev.millrace.console.page.Reader;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.ClientAuthorizationException;
import org.springframework.security.oauth2.client.OAuth2AuthorizationContext;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.RefreshTokenOAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.event.OAuth2AuthorizedClientRefreshedEvent;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * Renews the access token of a session shortly before it ends, one request of the session at a time: providers take a refresh token only
 * once. Whose grant was taken back is signed out.
 */
final class FreshTokenFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(FreshTokenFilter.class);

    private final Entrance entrance;
    private final RefreshTokenOAuth2AuthorizedClientProvider provider =
            new RefreshTokenOAuth2AuthorizedClientProvider();

    FreshTokenFilter(Entrance entrance) {
        this.entrance = entrance;
        provider.setApplicationEventPublisher(FreshTokenFilter::keepProof);
    }

    /** With the token comes a new proof of who its owner is, which the provider asks for when the person signs out. */
    private static void keepProof(Object event) {
        if (event instanceof OAuth2AuthorizedClientRefreshedEvent refreshed
                && refreshed.getAccessTokenResponse().getAdditionalParameters().get(OidcParameterNames.ID_TOKEN)
                        instanceof String proof
                && RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes current) {
            OidcSignOut.renew(current.getRequest().getSession(), proof);
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/assets/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var session = request.getSession(false);
        var who = SecurityContextHolder.getContext().getAuthentication();
        if (session != null && who != null && who.getPrincipal() instanceof Reader reader) {
            renew(session, who, reader, request, response);
        }
        chain.doFilter(request, response);
    }

    private void renew(
            HttpSession session,
            Authentication who,
            Reader reader,
            HttpServletRequest request,
            HttpServletResponse response) {
        synchronized (WebUtils.getSessionMutex(session)) {
            var grant = renewed(session, who);
            if (grant != null && !grant.getAccessToken().getTokenValue().equals(reader.token())) {
                session.setAttribute(OidcSignIn.GRANT, grant);
                entrance.keep(reader.with(grant.getAccessToken().getTokenValue()), request, response);
            }
        }
    }

    /** The grant with a token that is good for a while; null where the session has none. */
    private @Nullable OAuth2AuthorizedClient renewed(HttpSession session, Authentication who) {
        if (!(session.getAttribute(OidcSignIn.GRANT) instanceof OAuth2AuthorizedClient grant)) {
            return null;
        }
        try {
            var renewed = provider.authorize(OAuth2AuthorizationContext.withAuthorizedClient(grant)
                    .principal(who)
                    .build());
            return renewed == null ? grant : renewed;
        } catch (ClientAuthorizationException refused) {
            log.warn("The token of {} was not renewed: {}", who.getName(), refused.getMessage());
            if (OAuth2ErrorCodes.INVALID_GRANT.equals(refused.getError().getErrorCode())) {
                session.invalidate();
                SecurityContextHolder.clearContext();
            }
            return null;
        }
    }
}
