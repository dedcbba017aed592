package dev.millrace.security;

import dev.millrace.web.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds out who sends a request; who nobody knows stays a stranger, and the rules decide what that means. */
final class BearerFilter extends OncePerRequestFilter {

    private final Callers callers;
    private final Rejections rejections;

    BearerFilter(Callers callers, Rejections rejections) {
        this.callers = callers;
        this.rejections = rejections;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var token = Callers.token(request.getHeader(HttpHeaders.AUTHORIZATION));
        if (token.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        switch (callers.identify(token.get())) {
            case Callers.Known(Caller caller) -> {
                SecurityContextHolder.setContext(new SecurityContextImpl(new CallerAuthentication(caller)));
                try {
                    chain.doFilter(request, response);
                } finally {
                    SecurityContextHolder.clearContext();
                }
            }
            case Callers.Unknown(String code, String detail) -> rejections.unauthorized(response, code, detail);
            case Callers.Unasked(String code, String detail) ->
                rejections.write(response, new Problem(HttpStatus.SERVICE_UNAVAILABLE, code, detail));
        }
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }
}
