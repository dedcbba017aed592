package dev.millrace.web;

import dev.millrace.values.NearestName;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.util.ClassUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** What exactly is wrong with a JSON body, and where. */
public final class JsonProblems {

    private JsonProblems() {}

    static Problem of(HttpMessageNotReadableException unreadable) {
        for (var cause = unreadable.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return problem;
            }
            if (cause instanceof JacksonException json) {
                return of(json);
            }
        }
        return new Problem(HttpStatus.BAD_REQUEST, "BODY_EMPTY", "A body is required");
    }

    /** For whoever reads JSON outside a controller. */
    public static Problem of(JacksonException failure) {
        return switch (failure) {
            case UnrecognizedPropertyException unknown -> unknown(unknown);
            case StreamConstraintsException limit -> limit(limit);
            case StreamReadException malformed
            when isDuplicate(malformed) -> at(malformed, "JSON_DUPLICATE_KEY", "A key stands twice in one object");
            case StreamReadException malformed -> at(malformed, "JSON_MALFORMED", "The body is not well-formed JSON");
            case ValueInstantiationException invalid
            when invalid.getCause() instanceof IllegalArgumentException wrong ->
                new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "VALUE_INVALID", String.valueOf(wrong.getMessage()))
                        .with("pointer", pointer(failure));
            case ValueInstantiationException invalid
            when invalid.getCause() instanceof Problem problem ->
                problem.with("pointer", pointer(failure) + problem.extensions().getOrDefault("pointer", ""));
            default -> wrongType(failure);
        };
    }

    private static Problem wrongType(JacksonException failure) {
        var expected = failure instanceof MismatchedInputException mismatch ? expected(mismatch.getTargetType()) : null;
        return expected == null
                ? new Problem(HttpStatus.BAD_REQUEST, "JSON_TYPE", "A value has the wrong type")
                        .with("pointer", pointer(failure))
                : new Problem(
                                HttpStatus.BAD_REQUEST,
                                "JSON_TYPE",
                                "A value has the wrong type: %s is expected".formatted(expected))
                        .with("pointer", pointer(failure))
                        .with("expected", expected);
    }

    /** What a value of this type looks like in JSON; null where that is not said. */
    private static @Nullable String expected(@Nullable Class<?> type) {
        if (type == null) {
            return null;
        }
        if (type.isEnum()) {
            return "one of "
                    + Stream.of(type.getEnumConstants()).map(String::valueOf).collect(Collectors.joining(", "));
        }
        var boxed = ClassUtils.resolvePrimitiveIfNecessary(type);
        if (Number.class.isAssignableFrom(boxed)) {
            return "a number";
        }
        if (boxed == Boolean.class) {
            return "true or false";
        }
        if (type == Instant.class) {
            return "a time such as 2026-01-31T14:30:00Z";
        }
        if (type == String.class) {
            return "a text";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "an array";
        }
        return type.isRecord() || Map.class.isAssignableFrom(type) ? "an object" : null;
    }

    private static Problem unknown(UnrecognizedPropertyException unknown) {
        var problem = new Problem(
                        HttpStatus.BAD_REQUEST,
                        "UNKNOWN_FIELD",
                        "The field " + shorten(unknown.getPropertyName()) + " is not known")
                .with("pointer", pointer(unknown));
        var known = unknown.getKnownPropertyIds();
        return known == null
                ? problem
                : NearestName.of(
                                unknown.getPropertyName(),
                                known.stream().map(String::valueOf).toList())
                        .map(name -> problem.with("didYouMean", name))
                        .orElse(problem);
    }

    private static Problem limit(StreamConstraintsException limit) {
        var message = String.valueOf(limit.getOriginalMessage());
        if (message.contains("depth")) {
            return at(limit, "JSON_TOO_DEEP", "The body is nested too deeply").with("limit", StrictJson.MAX_DEPTH);
        }
        if (message.contains("Number")) {
            return at(limit, "NUMBER_TOO_LONG", "A number has too many digits").with("limit", StrictJson.MAX_NUMBER);
        }
        return at(limit, "JSON_TOO_LARGE", "A text or name in the body is too long");
    }

    private static Problem at(JacksonException failure, String code, String detail) {
        var problem = new Problem(HttpStatus.BAD_REQUEST, code, detail);
        var location = failure.getLocation();
        return location == null
                ? problem
                : problem.with("line", location.getLineNr()).with("column", location.getColumnNr());
    }

    private static boolean isDuplicate(StreamReadException malformed) {
        return String.valueOf(malformed.getOriginalMessage()).startsWith("Duplicate");
    }

    private static String pointer(JacksonException failure) {
        var path = new StringBuilder();
        failure.getPath()
                .forEach(step -> path.append('/')
                        .append(step.getPropertyName() == null ? step.getIndex() : shorten(step.getPropertyName())));
        return path.toString();
    }

    private static String shorten(String name) {
        return name.length() <= 64 ? name : name.substring(0, 64) + "…";
    }
}
