package dev.millrace.console.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Leads from the console's sign-out to the provider's. Neither page changes anything here: the session has ended before. */
@Controller
class SignOutController {

    private static final String TO_PROVIDER = "/sign-out/provider";

    private final OidcProperties oidc;

    SignOutController(OidcProperties oidc) {
        this.oidc = oidc;
    }

    /** Goes on by itself, without script. */
    @GetMapping("/sign-out")
    String page(HttpServletRequest request, HttpServletResponse response, Model model) {
        if (!OidcSignOut.leads(request.getSession(false))) {
            return "redirect:/sign-in";
        }
        response.setHeader("Refresh", "0;url=" + TO_PROVIDER);
        model.addAttribute("provider", oidc.name());
        model.addAttribute("on", TO_PROVIDER);
        return "signin/out";
    }

    /** The address carries the provider's proof of who the person is, so no page shows it. */
    @GetMapping(TO_PROVIDER)
    String leave(HttpServletRequest request) {
        var end = OidcSignOut.end(request.getSession(false));
        return "redirect:" + (end == null ? "/sign-in" : end);
    }
}
