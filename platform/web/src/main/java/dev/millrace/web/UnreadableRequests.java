package dev.millrace.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** Answers in problem details, too, what the web server refuses before anything of ours sees it. */
final class UnreadableRequests extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        var known = HttpStatus.resolve(status);
        // Nothing but its path makes the server refuse a request that it could read this far.
        var code = status == 400 || known == null ? "PATH_ENCODING" : known.name();
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.getReporter().write(problem(status, code));
            response.finishResponse();
        } catch (IOException gone) {
            container.getLogger().debug("nobody waits for this answer", gone);
        }
    }

    private static String problem(int status, String code) {
        return """
                {"type":"urn:millrace:problem:%s","title":"%s","status":%d,"detail":"The web server refuses this request",\
                "code":"%s"}""".formatted(
                        code.toLowerCase(Locale.ROOT).replace('_', '-'),
                        code.toLowerCase(Locale.ROOT).replace('_', ' '),
                        status,
                        code);
    }
}
