package dev.millrace.console.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/** The page on which people sign in, and the token in their hands: pasted, or by a ticket that stands for it. */
@Controller
class SignInController {

    private static final String NO_TOKENS = "Tokens are taken only on the console's own machine.";

    private final Entrance entrance;
    private final Tickets tickets;
    private final WaysIn ways;
    private final OidcProperties oidc;

    SignInController(Entrance entrance, Tickets tickets, WaysIn ways, OidcProperties oidc) {
        this.entrance = entrance;
        this.tickets = tickets;
        this.ways = ways;
        this.oidc = oidc;
    }

    /** What a program sends for a ticket. */
    record TokenRequest(String token) {}

    @GetMapping("/sign-in")
    String form(@RequestParam(defaultValue = "") String to, HttpServletRequest request, Model model) {
        model.addAttribute("trouble", told(request.getSession(false)));
        return page(to, null, model);
    }

    /** What went wrong at the provider is told once. */
    private static @Nullable String told(@Nullable HttpSession session) {
        if (session == null || !(session.getAttribute(OidcSignIn.TROUBLE) instanceof String trouble)) {
            return null;
        }
        session.removeAttribute(OidcSignIn.TROUBLE);
        return trouble;
    }

    private String page(String to, @Nullable String error, Model model) {
        model.addAttribute("to", to);
        model.addAttribute("error", error);
        model.addAttribute("tokens", ways.tokens());
        model.addAttribute("provider", ways.provider() ? oidc.name() : null);
        return "signin/form";
    }

    @PostMapping("/sign-in")
    String signIn(
            @RequestParam String token,
            @RequestParam(defaultValue = "") String to,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return enter(token.strip(), to, request, response, model);
    }

    @PostMapping("/sign-in/tickets")
    ResponseEntity<Map<String, String>> ticket(@RequestBody TokenRequest wanted) {
        if (!ways.tokens()) {
            return ResponseEntity.status(HttpStatus.FORBIDDEN).body(Map.of("detail", NO_TOKENS));
        }
        return tickets.issue(wanted.token())
                .map(ticket -> ResponseEntity.ok(Map.of("path", "/sign-in/" + ticket)))
                .orElse(ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS).build());
    }

    @GetMapping("/sign-in/{ticket:[0-9a-f]{48}}")
    String redeem(@PathVariable String ticket, HttpServletRequest request, HttpServletResponse response, Model model) {
        var token = tickets.redeem(ticket);
        if (token.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_GONE);
            return page("", "This address was used already, or is too old: ./millrace console makes a new one.", model);
        }
        return enter(token.get(), "", request, response, model);
    }

    private String enter(
            String token, String to, HttpServletRequest request, HttpServletResponse response, Model model) {
        if (!ways.tokens()) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            return page(to, NO_TOKENS, model);
        }
        var refusal = entrance.enter(token, request, response);
        if (refusal.isEmpty()) {
            return "redirect:" + Entrance.own(to);
        }
        response.setStatus(HttpServletResponse.SC_UNPROCESSABLE_CONTENT);
        return page(to, refusal.get(), model);
    }
}
