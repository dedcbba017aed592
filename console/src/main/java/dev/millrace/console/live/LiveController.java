package dev.millrace.console.live;

import dev.millrace.console.page.Reader;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The stream of names for an open page. It ends with the session. */
@RestController
class LiveController {

    private static final int HEARTBEAT_SECONDS = 10;

    private final Hub hub;

    LiveController(Hub hub) {
        this.hub = hub;
    }

    @GetMapping("/live")
    ResponseEntity<StreamingResponseBody> live(
            Authentication authentication, HttpServletRequest request, HttpServletResponse response) {
        if (!(authentication.getPrincipal() instanceof Reader reader)) {
            return ResponseEntity.status(401).build();
        }
        var session = request.getSession(false);
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .cacheControl(CacheControl.noStore())
                .body(out -> stream(reader, session, response));
    }

    private void stream(Reader reader, @Nullable HttpSession session, HttpServletResponse response) throws IOException {
        var listener = hub.join(reader.project(), () -> token(session, reader));
        try {
            write(
                    response,
                    "data: " + Hub.ASK_AGAIN + "\n\n"); // Something may have happened since the page was written.
            while (holds(session)) {
                var message = listener.next(HEARTBEAT_SECONDS);
                if (Listener.ends(message)) {
                    return;
                }
                write(response, message == null ? ": still here\n\n" : "data: " + message + "\n\n");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            hub.leave(reader.project(), listener);
        }
    }

    /** Spring hands out a stream whose flush does nothing, so the response itself is flushed. */
    private static void write(HttpServletResponse response, String text) throws IOException {
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        response.flushBuffer();
    }

    /** The session's token as it is now, and the page's own where the session has ended. */
    private static String token(@Nullable HttpSession session, Reader reader) {
        try {
            return session != null
                            && session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY)
                                    instanceof SecurityContext context
                            && context.getAuthentication() != null
                            && context.getAuthentication().getPrincipal() instanceof Reader now
                    ? now.token()
                    : reader.token();
        } catch (IllegalStateException ended) {
            return reader.token();
        }
    }

    private static boolean holds(@Nullable HttpSession session) {
        try {
            return session != null && session.getCreationTime() > 0;
        } catch (IllegalStateException ended) {
            return false;
        }
    }
}
