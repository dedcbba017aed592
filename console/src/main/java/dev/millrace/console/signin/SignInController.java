package dev.millrace.console.signin;

import dev.millrace.console.page.Reader;
import dev.millrace.console.service.Answer;
import dev.millrace.console.service.Pending;
import dev.millrace.console.service.Services;
import dev.millrace.console.service.TokenRefused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/** Turns a token into a session: pasted, or by a ticket that stands for it. */
@Controller
class SignInController {

    private static final String UNKNOWN = "No service knows this token.";

    private final Services services;
    private final Tickets tickets;
    private final Clock clock;
    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

    SignInController(Services services, Tickets tickets, Clock clock) {
        this.services = services;
        this.tickets = tickets;
        this.clock = clock;
    }

    private record Known(String subject, String project, List<String> roles) {}

    /** What a program sends for a ticket. */
    record TokenRequest(String token) {}

    @GetMapping("/sign-in")
    String form(@RequestParam(defaultValue = "") String to, Model model) {
        return form(to, null, model);
    }

    private static String form(String to, @Nullable String error, Model model) {
        model.addAttribute("to", to);
        model.addAttribute("error", error);
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
        return tickets.issue(wanted.token())
                .map(ticket -> ResponseEntity.ok(Map.of("path", "/sign-in/" + ticket)))
                .orElse(ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS).build());
    }

    @GetMapping("/sign-in/{ticket:[0-9a-f]{48}}")
    String redeem(@PathVariable String ticket, HttpServletRequest request, HttpServletResponse response, Model model) {
        var token = tickets.redeem(ticket);
        if (token.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_GONE);
            return form("", "This address was used already, or is too old: ./millrace console makes a new one.", model);
        }
        return enter(token.get(), "", request, response, model);
    }

    private String enter(
            String token, String to, HttpServletRequest request, HttpServletResponse response, Model model) {
        var answer = token.matches("[!-~]{1,8192}") ? known(token) : Optional.<Answer<Known>>empty();
        if (answer.isPresent() && answer.get().given().isPresent()) {
            remember(answer.get().getValue(), token, request, response);
            return "redirect:" + own(to);
        }
        response.setStatus(HttpServletResponse.SC_UNPROCESSABLE_CONTENT);
        return form(to, answer.map(SignInController::reason).orElse(UNKNOWN), model);
    }

    private static String reason(Answer<Known> answer) {
        return switch (answer) {
            case Answer.Refused<Known> refused ->
                "The services refuse this token: " + refused.problem().detail();
            case Answer.Silent<Known> silent -> "No service answers (" + silent.reason() + "): is the stack up?";
            case Answer.Late<Known> late -> "No service answers in time: is the stack up?";
            case Answer.Given<Known> given -> UNKNOWN;
        };
    }

    /** Who the token's owner is by the first service that answers; empty where one does not know the token. */
    private Optional<Answer<Known>> known(String token) {
        var asking = services.patiently(token);
        var pending = asking.ofAll(Known.class, "/v1/whoami");
        try {
            return pending.values().stream().map(Pending::answer).reduce((one, other) -> one.isGiven() ? one : other);
        } catch (TokenRefused e) {
            return Optional.empty();
        }
    }

    private void remember(Known known, String token, HttpServletRequest request, HttpServletResponse response) {
        var old = request.getSession(false);
        if (old != null) {
            old.invalidate();
        }
        var reader = new Reader(known.subject(), known.project(), known.roles(), token, clock.instant());
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(reader, null, List.of()));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }

    /** Only to paths of our own: never to what a browser would take for another host. */
    private static String own(String to) {
        return to.matches("/(?![/\\\\])[!-~]*") && !to.contains("\\") ? to : "/";
    }
}
