package dev.millrace.security;

import dev.millrace.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.AntPathMatcher;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Holds every controller's method to its {@link Allowed}; one that has none is closed. */
final class RoleInterceptor implements HandlerInterceptor {

    private final List<String> publicPaths;
    private final AntPathMatcher paths = new AntPathMatcher();

    RoleInterceptor(List<String> publicPaths) {
        this.publicPaths = List.copyOf(publicPaths);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && !isPublic(request.getRequestURI())) {
            var caller = caller();
            if (!asksForMethods(request, method)) {
                check(allowed(method), caller);
            }
        }
        return true;
    }

    /** Spring answers OPTIONS on every route itself, with the methods that it takes; whoever has a token may know them. */
    private static boolean asksForMethods(HttpServletRequest request, HandlerMethod method) {
        return HttpMethod.OPTIONS.matches(request.getMethod())
                && method.getBeanType().getName().startsWith("org.springframework.web.servlet.");
    }

    private boolean isPublic(String path) {
        return publicPaths.stream().anyMatch(pattern -> paths.match(pattern, path));
    }

    private static @Nullable Allowed allowed(HandlerMethod method) {
        var own = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), Allowed.class);
        return own != null ? own : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Allowed.class);
    }

    private static CallerAuthentication caller() {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        if (!(who instanceof CallerAuthentication known)) {
            throw new Problem(HttpStatus.UNAUTHORIZED, "TOKEN_REQUIRED", "A bearer token is required");
        }
        return known;
    }

    private static void check(@Nullable Allowed allowed, CallerAuthentication known) {
        if (allowed == null) {
            throw new Problem(HttpStatus.FORBIDDEN, "ROUTE_CLOSED", "This route is open to nobody");
        }
        if (Arrays.stream(allowed.value()).noneMatch(known.caller().roles()::contains)) {
            throw new Problem(HttpStatus.FORBIDDEN, "ROLE_REQUIRED", "This needs a role that the caller does not have")
                    .with(
                            "anyOf",
                            Arrays.stream(allowed.value())
                                    .map(role ->
                                            role.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                                    .toList());
        }
    }
}
