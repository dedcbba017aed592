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
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/** Makes a session of a token, wherever the token is from: its owner is whom the services say. */
@Component
class Entrance {

    private static final String UNKNOWN = "No service knows this token.";

    private final Services services;
    private final Clock clock;
    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

    Entrance(Services services, Clock clock) {
        this.services = services;
        this.clock = clock;
    }

    private record Known(String subject, String project, List<String> roles) {}

    /** Begins a session; where the token is not taken, says why. */
    Optional<String> enter(String token, HttpServletRequest request, HttpServletResponse response) {
        var answer = token.matches("[!-~]{1,8192}") ? known(token) : Optional.<Answer<Known>>empty();
        var known = answer.flatMap(Answer::given);
        if (known.isEmpty()) {
            return Optional.of(answer.map(Entrance::reason).orElse(UNKNOWN));
        }
        begin(known.get(), token, request, response);
        return Optional.empty();
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
        var pending = services.patiently(token).ofAll(Known.class, "/v1/whoami");
        try {
            return pending.values().stream().map(Pending::answer).reduce((one, other) -> one.isGiven() ? one : other);
        } catch (TokenRefused e) {
            return Optional.empty();
        }
    }

    private void begin(Known known, String token, HttpServletRequest request, HttpServletResponse response) {
        var old = request.getSession(false);
        if (old != null) {
            old.invalidate();
        }
        keep(new Reader(known.subject(), known.project(), known.roles(), token, clock.instant()), request, response);
    }

    /** Whoever reads from now on in this session. */
    void keep(Reader reader, HttpServletRequest request, HttpServletResponse response) {
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(reader, null, List.of()));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }

    /** Only to paths of our own: never to what a browser would take for another host. */
    static String own(String to) {
        return to.matches("/(?![/\\\\])[!-~]*") && !to.contains("\\") ? to : "/";
    }
}
