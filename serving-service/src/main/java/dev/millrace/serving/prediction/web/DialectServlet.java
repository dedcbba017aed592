package dev.millrace.serving.prediction.web;

import dev.millrace.security.Caller;
import dev.millrace.serving.prediction.Predict;
import dev.millrace.serving.prediction.Refusals;
import dev.millrace.serving.prediction.UnknownColumns;
import dev.millrace.web.JsonProblems;
import dev.millrace.web.Problem;
import dev.millrace.web.Problems;
import dev.millrace.web.StrictJson;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.firewall.RequestRejectedException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * What the dialects over HTTP share. A servlet rather than a controller: at this rate the framework would cost more than
 * the model.
 */
abstract class DialectServlet extends HttpServlet {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final Logger log = LoggerFactory.getLogger(DialectServlet.class);
    private static final Caller NOBODY = new Caller("", "", Set.of());
    private static final String STALE = "Millrace-Stale";
    private static final String UNKNOWN_COLUMNS = "Millrace-Unknown-Columns";
    private static final String IGNORED_COLUMNS = "Millrace-Ignored-Columns";

    /** Column names twice are found while rows are filled; NaN is read so that it can be named. */
    private static final JsonFactory JSON = StrictJson.factory()
            .rebuild()
            .disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final transient Predict predict;

    DialectServlet(Predict predict) {
        this.predict = predict;
    }

    /** What there is, the busiest first. */
    abstract List<Route> routes();

    /** Members that the dialect's clients look for in an error besides those of problem details. */
    abstract void writeError(JsonGenerator json, Problem problem);

    /** One request of one caller. */
    record Exchange(HttpServletRequest request, HttpServletResponse response, Caller caller, long startedNanos) {

        String project() {
            return caller.project();
        }

        /** The path, which has no escapes: names need none. */
        String path() {
            return request.getRequestURI();
        }
    }

    Predict predict() {
        return predict;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var exchange = new Exchange(request, response, caller(), System.nanoTime());
        if (predict.isStale()) {
            response.setHeader(STALE, "true");
        }
        try {
            handle(exchange);
        } catch (Problem problem) {
            refuse(response, problem);
        } catch (JacksonException malformed) {
            refuse(response, JsonProblems.of(malformed));
        } catch (RequestRejectedException rejected) {
            // The firewall found it while a header was read, and answers it further out.
            throw rejected;
        } catch (RuntimeException defect) {
            log.error("{} {} failed", request.getMethod(), request.getRequestURI(), defect);
            refuse(
                    response,
                    new Problem(
                            HttpStatus.INTERNAL_SERVER_ERROR,
                            "INTERNAL",
                            "The service failed; its log has the reason"));
        }
    }

    private void handle(Exchange exchange) throws IOException {
        if (exchange.path().indexOf('%') >= 0 || exchange.path().indexOf(';') >= 0) {
            throw Refusals.bad("PATH_ENCODING", "Paths have no escapes and no parameters");
        }
        for (var route : routes()) {
            if (route.method().equals(exchange.request().getMethod())) {
                var path = route.pattern().matcher(exchange.path());
                if (path.matches()) {
                    route.handler().answer(exchange, Route.Target.of(path));
                    return;
                }
            }
        }
        throw unknown(exchange);
    }

    private Problem unknown(Exchange exchange) {
        var allowed = routes().stream()
                .filter(route -> route.pattern().matcher(exchange.path()).matches())
                .map(Route::method)
                .distinct()
                .collect(Collectors.joining(", "));
        if (allowed.isEmpty()) {
            return new Problem(HttpStatus.NOT_FOUND, "NOT_FOUND", "There is nothing under this path");
        }
        exchange.response().setHeader("Allow", allowed);
        return new Problem(HttpStatus.METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED", "This path takes " + allowed);
    }

    private static Caller caller() {
        var who = SecurityContextHolder.getContext().getAuthentication();
        return who != null && who.getPrincipal() instanceof Caller caller ? caller : NOBODY;
    }

    byte[] body(Exchange exchange) throws IOException {
        long limit = predict.maxBytes();
        if (exchange.request().getContentLengthLong() > limit) {
            throw Refusals.tooLarge(limit);
        }
        if (exchange.request().getHeader("Content-Encoding") != null) {
            throw new Problem(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "CONTENT_ENCODING",
                    "Bodies are taken as they are, not compressed");
        }
        try (var stream = exchange.request().getInputStream()) {
            var body = stream.readNBytes((int) limit + 1);
            if (body.length > limit) {
                throw Refusals.tooLarge(limit);
            }
            return body;
        }
    }

    static @Nullable UnknownColumns unknownColumns(Exchange exchange) {
        var asked = exchange.request().getHeader(UNKNOWN_COLUMNS);
        if (asked == null) {
            return null;
        }
        return switch (asked.toLowerCase(Locale.ROOT)) {
            case "ignore" -> UnknownColumns.IGNORE;
            case "refuse" -> UnknownColumns.REFUSE;
            default -> throw Refusals.bad("HEADER_INVALID", UNKNOWN_COLUMNS + " is ignore or refuse");
        };
    }

    static void tellIgnored(Exchange exchange, List<String> columns) {
        if (!columns.isEmpty()) {
            exchange.response()
                    .setHeader(
                            IGNORED_COLUMNS,
                            columns.stream()
                                    .map(column -> URLEncoder.encode(column, StandardCharsets.UTF_8))
                                    .collect(Collectors.joining(",")));
        }
    }

    static JsonParser parser(byte[] body, int length) {
        return JSON.createParser(ObjectReadContext.empty(), body, 0, length);
    }

    static JsonGenerator json(Exchange exchange) throws IOException {
        exchange.response().setContentType("application/json");
        return generator(exchange.response().getOutputStream());
    }

    static JsonGenerator generator(java.io.OutputStream out) {
        return JSON.createGenerator(ObjectWriteContext.empty(), out);
    }

    private void refuse(HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.setStatus(problem.status().value());
        response.setContentType("application/problem+json");
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE) {
            response.setHeader("Retry-After", "5");
        }
        try (var json = generator(response.getOutputStream())) {
            json.writeStartObject();
            var detail = Problems.detail(problem);
            json.writeStringProperty("type", String.valueOf(detail.getType()));
            json.writeStringProperty("title", String.valueOf(detail.getTitle()));
            json.writeNumberProperty("status", detail.getStatus());
            json.writeStringProperty("detail", String.valueOf(detail.getDetail()));
            json.writeStringProperty("code", problem.code());
            writeError(json, problem);
            for (var extension : problem.extensions().entrySet()) {
                json.writeName(extension.getKey());
                writeValue(json, extension.getValue());
            }
            json.writeEndObject();
        }
    }

    private static void writeValue(JsonGenerator json, Object value) {
        switch (value) {
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            default -> json.writeString(value.toString());
        }
    }
}
