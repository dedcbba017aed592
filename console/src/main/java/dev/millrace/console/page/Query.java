package dev.millrace.console.page;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.web.util.UriUtils;

/** A list's filters and cursor, which stand in its address: of the page, and in the same words of the service's answer. */
public final class Query {

    /** Rows of a list. */
    public static final int ROWS = 50;

    private final String path;
    private final Map<String, String> values;

    public Query(String path) {
        this(path, Map.of());
    }

    private Query(String path, Map<String, String> values) {
        this.path = path;
        this.values = new LinkedHashMap<>(values);
    }

    /** The same with a value more; an empty one takes it out. */
    public Query with(String name, String value) {
        var more = new Query(path, values);
        if (value.isBlank()) {
            more.values.remove(name);
        } else {
            more.values.put(name, value.strip());
        }
        return more;
    }

    /** What a filter is set to, or nothing. */
    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    /** Whether any filter is set, so that "none" means "none of these". */
    public boolean isFiltered() {
        return !values.isEmpty();
    }

    /** The address. */
    public String getAddress() {
        return path + (values.isEmpty() ? "" : "?" + written(values));
    }

    /** The address with the number of rows of a page. */
    public String limited() {
        return with("limit", Integer.toString(ROWS)).getAddress();
    }

    private static String written(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + UriUtils.encode(value.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
