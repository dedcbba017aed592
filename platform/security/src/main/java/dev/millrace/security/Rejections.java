package dev.millrace.security;

import dev.millrace.web.Problem;
import dev.millrace.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import tools.jackson.databind.json.JsonMapper;

/** Refuses in problem details before a request reaches a controller. */
final class Rejections implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

    private final JsonMapper json;

    Rejections(JsonMapper json) {
        this.json = json.rebuild()
                .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
                .build();
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException none)
            throws IOException {
        unauthorized(response, "TOKEN_REQUIRED", "A bearer token is required");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        write(
                response,
                new Problem(HttpStatus.FORBIDDEN, "ROLE_REQUIRED", "This needs a role that the caller does not have"));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejected)
            throws IOException {
        write(response, problem(rejected));
    }

    /** What the firewall refuses at once is the path; names and values are refused when somebody reads them. */
    static Problem problem(RequestRejectedException rejected) {
        var message = String.valueOf(rejected.getMessage());
        return message.contains("header") || message.contains("parameter")
                ? new Problem(
                        HttpStatus.BAD_REQUEST,
                        "REQUEST_MALFORMED",
                        "A header or a parameter has characters that are not allowed")
                : new Problem(
                        HttpStatus.BAD_REQUEST,
                        "PATH_ENCODING",
                        "Paths are written plainly: no dot segments, empty segments, encoded separators or parameters");
    }

    void unauthorized(HttpServletResponse response, String code, String detail) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        write(response, new Problem(HttpStatus.UNAUTHORIZED, code, detail));
    }

    void write(HttpServletResponse response, Problem problem) throws IOException {
        response.setStatus(problem.status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        // Clients of inference protocols look for this member and for no other.
        problem.with("error", problem.code() + ": " + problem.getMessage());
        json.writeValue(response.getOutputStream(), Problems.detail(problem));
    }
}
