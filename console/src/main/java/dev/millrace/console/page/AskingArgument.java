package dev.millrace.console.page;

import dev.millrace.console.service.Asking;
import dev.millrace.console.service.Services;
import dev.millrace.console.service.TokenRefused;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets controllers ask in the reader's name. A page goes out early; what acts, or asks again for what was late, waits. */
@ControllerAdvice
class AskingArgument implements HandlerMethodArgumentResolver, WebMvcConfigurer {

    private final Services services;

    AskingArgument(Services services) {
        this.services = services;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Asking.class;
    }

    @Override
    public Asking resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var authentication =
                Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication());
        var reader = (Reader) Objects.requireNonNull(authentication.getPrincipal());
        var http = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
        if (http.getHeader(AgainFilter.AGAIN) != null) {
            return services.again(reader.token());
        }
        var waits = !http.getMethod().equals("GET") || http.getParameter("wait") != null;
        return waits ? services.patiently(reader.token()) : services.soon(reader.token());
    }

    /** Whoever's token has ended signs in again, and comes back to the same address. */
    @ExceptionHandler(TokenRefused.class)
    String signInAgain(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        var query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        var here = request.getMethod().equals("GET") ? request.getRequestURI() + query : "/";
        return "redirect:/sign-in?ended=true&to=" + URLEncoder.encode(here, StandardCharsets.UTF_8);
    }
}
