package dev.millrace.web;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** Problems in the form that goes over the wire. */
public final class Problems {

    private static final String RETRY_SECONDS = "5";

    private Problems() {}

    /** The body. */
    public static ProblemDetail detail(Problem problem) {
        var detail = ProblemDetail.forStatusAndDetail(problem.status(), String.valueOf(problem.getMessage()));
        detail.setType(URI.create("urn:millrace:problem:"
                + problem.code().toLowerCase(Locale.ROOT).replace('_', '-')));
        detail.setTitle(title(problem.code()));
        detail.setProperty("code", problem.code());
        problem.extensions().forEach(detail::setProperty);
        return detail;
    }

    /** The answer of a controller or of an advice. */
    public static ResponseEntity<ProblemDetail> answer(Problem problem) {
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE || problem.status() == HttpStatus.TOO_MANY_REQUESTS) {
            headers.set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        return new ResponseEntity<>(detail(problem), headers, problem.status());
    }

    private static String title(String code) {
        var words = code.toLowerCase(Locale.ROOT).replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
