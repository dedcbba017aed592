package dev.millrace.console.signin;

import dev.millrace.console.page.Reader;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses host names that are not ours, so that no page elsewhere reaches the console by rebinding its name; refuses changes that another
 * site's page asks for; and ends sessions that have lasted long enough.
 */
final class GuardFilter extends OncePerRequestFilter {

    private static final Set<String> FROM_HERE = Set.of("same-origin", "none");

    private final Set<String> hosts;
    private final Duration longest;
    private final Clock clock;

    /**
     * @param hosts that are ours
     * @param longest after how long a session ends
     */
    GuardFilter(Set<String> hosts, Duration longest, Clock clock) {
        this.hosts = Set.copyOf(hosts);
        this.longest = longest;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!hosts.contains(request.getServerName())) {
            refuse(response, HttpServletResponse.SC_BAD_REQUEST, "This host name is not answered.");
        } else if (fromElsewhere(request)) {
            refuse(response, HttpServletResponse.SC_FORBIDDEN, "Another site's page may not do this.");
        } else {
            endOldSession(request);
            chain.doFilter(request, response);
        }
    }

    /** A ticket is a change too: following somebody's link must not sign a person in as somebody else. */
    private static boolean fromElsewhere(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        var changes =
                request.getMethod().equals("POST") || request.getRequestURI().startsWith("/sign-in/");
        return changes && site != null && !FROM_HERE.contains(site);
    }

    private void endOldSession(HttpServletRequest request) {
        var session = request.getSession(false);
        var context = session == null
                ? null
                : session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
        if (session != null
                && context instanceof SecurityContext known
                && known.getAuthentication() != null
                && known.getAuthentication().getPrincipal() instanceof Reader reader
                && reader.since().plus(longest).isBefore(clock.instant())) {
            session.invalidate();
        }
    }

    private static void refuse(HttpServletResponse response, int status, String sentence) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println(sentence);
    }
}
