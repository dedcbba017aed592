package dev.millrace.web;

import jakarta.servlet.ServletException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Answers with problem details whatever the web server refuses by itself, or fails with, outside a controller. It also
 * refuses, for controllers and servlets alike, what would only fail once somebody reads parameters or parts.
 */
final class UnreadableRequests extends ErrorReportValve {

    private static final String MULTIPART = "multipart/";
    private static final String FORM = "application/x-www-form-urlencoded";

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        var type = contentType(request);
        if (response.isError()) {
            super.invoke(
                    request, response); // The server has refused the path, and drops what is written before its report.
        } else if (type.startsWith(MULTIPART) && !type.contains("boundary=")) {
            write(response, 400, "CONTENT_TYPE_MALFORMED", "A multipart content type names its boundary");
        } else if (!type.startsWith(FORM) && hasMalformedQuery(request)) {
            write(response, 400, "QUERY_MALFORMED", "The query has a parameter without a name or a broken escape");
        } else {
            super.invoke(request, response);
        }
    }

    private static String contentType(Request request) {
        var type = request.getContentType();
        return type == null ? "" : type.strip().toLowerCase(Locale.ROOT);
    }

    /** Asking for parameters reads the body of a form, so a form's query is left to whoever asks for them. */
    private static boolean hasMalformedQuery(Request request) {
        if (request.getQueryString() == null) {
            return false;
        }
        try {
            return request.getParameterMap() == null;
        } catch (InvalidParameterException malformed) {
            return true;
        }
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        var detail = isCut(failure)
                ? "The request ended before all of its body had arrived; send all of it again"
                : "The web server refuses this request";
        write(response, status, code(status, response.getMessage()), detail);
    }

    private static boolean isCut(@Nullable Throwable failure) {
        return failure != null && (failure instanceof EOFException || isCut(failure.getCause()));
    }

    /** The server says in its message when it is the path that it cannot read; everything else is in line or headers. */
    private static String code(int status, @Nullable String message) {
        if (status == 400) {
            return message != null && message.contains("URI") ? "PATH_ENCODING" : "REQUEST_MALFORMED";
        }
        if (status == 500) {
            return "INTERNAL";
        }
        var known = HttpStatus.resolve(status);
        return known == null ? "REQUEST_MALFORMED" : known.name();
    }

    private void write(Response response, int status, String code, String detail) {
        try {
            response.setStatus(status);
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.getReporter().write(problem(status, code, detail));
            response.finishResponse();
        } catch (IOException gone) {
            container.getLogger().debug("the client has gone and does not read this answer", gone);
        }
    }

    private static String problem(int status, String code, String detail) {
        var words = code.toLowerCase(Locale.ROOT);
        return """
                {"type":"urn:millrace:problem:%s","title":"%s","status":%d,"detail":"%s","code":"%s","error":"%s: %s"}""".formatted(words.replace('_', '-'), words.replace('_', ' '), status, detail, code, code, detail);
    }
}
