package dev.millrace.web;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;

/**
 * A request that cannot be answered as asked, as RFC 9457 problem details: a stable upper-case {@code code}, a sentence,
 * and where useful place and limit ({@code pointer}, {@code row}, {@code column}, {@code limit}, {@code actual}).
 */
public final class Problem extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final Set<String> DEFINED = Set.of("type", "title", "status", "detail", "instance", "code");

    private final transient HttpStatus status;
    private final String code;
    private final transient Map<String, Object> extensions = new LinkedHashMap<>();

    public Problem(HttpStatus status, String code, String detail) {
        super(detail);
        this.status = status;
        this.code = code;
    }

    /**
     * Adds a member to the answer.
     *
     * @throws IllegalArgumentException if RFC 9457, or this class, already gives the member a meaning
     */
    public Problem with(String name, Object value) {
        if (DEFINED.contains(name)) {
            throw new IllegalArgumentException("A problem's own member: " + name);
        }
        extensions.put(name, value);
        return this;
    }

    public HttpStatus status() {
        return status;
    }

    public String code() {
        return code;
    }

    public Map<String, Object> extensions() {
        return Map.copyOf(extensions);
    }
}
