package dev.millrace.security;

import dev.millrace.web.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses host names that are not ours, so that a page elsewhere cannot reach a local stack by rebinding its name. */
final class HostFilter extends OncePerRequestFilter {

    private final Set<String> allowed;
    private final Rejections rejections;

    HostFilter(Set<String> allowed, Rejections rejections) {
        this.allowed = Set.copyOf(allowed);
        this.rejections = rejections;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (allowed.isEmpty() || allowed.contains(request.getServerName())) {
            chain.doFilter(request, response);
        } else {
            rejections.write(
                    response,
                    new Problem(HttpStatus.BAD_REQUEST, "HOST_NOT_ALLOWED", "This host name is not answered"));
        }
    }
}
