package dev.millrace.console.page;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page who reads it, how, and under which address. */
@ControllerAdvice
class PageAdvice {

    private final Clock clock;

    PageAdvice(Clock clock) {
        this.clock = clock;
    }

    @ModelAttribute("show")
    Show show(HttpServletRequest request) {
        return new Show(Preferences.of(request).zone(), clock.instant());
    }

    @ModelAttribute("preferences")
    Preferences preferences(HttpServletRequest request) {
        return Preferences.of(request);
    }

    @ModelAttribute("reader")
    @Nullable
    Reader reader(@Nullable Authentication authentication) {
        return authentication != null && authentication.getPrincipal() instanceof Reader reader ? reader : null;
    }

    /** The page's own address, which its regions ask again and to which sign-in leads back. */
    @ModelAttribute("here")
    String here(HttpServletRequest request) {
        return Optional.ofNullable(request.getQueryString())
                .map(query -> request.getRequestURI() + "?" + query)
                .orElse(request.getRequestURI());
    }
}
