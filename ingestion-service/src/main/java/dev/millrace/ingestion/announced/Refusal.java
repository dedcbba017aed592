package dev.millrace.ingestion.announced;

import dev.millrace.web.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why an announced file becomes no version.
 *
 * @param findings the first faults of the file; empty where it was not read
 * @param version that has the same bytes already, where that is why
 */
public record Refusal(
        String code,
        String detail,
        List<Finding> findings,
        @Nullable Long version) {

    private static final int LISTED = 16;

    public Refusal {
        findings = List.copyOf(findings);
    }

    Refusal(String code, String detail) {
        this(code, detail, List.of(), null);
    }

    /** One fault of the file. */
    public record Finding(
            String code,
            String detail,
            @Nullable Long row,
            @Nullable String column) {}

    /** As an upload would be answered. */
    static Refusal of(Problem problem) {
        var findings = problem.extensions().get("findings") instanceof List<?> all
                ? all.stream().limit(LISTED).map(Refusal::finding).toList()
                : List.<Finding>of();
        return new Refusal(problem.code(), String.valueOf(problem.getMessage()), findings, null);
    }

    private static Finding finding(Object finding) {
        var members = (Map<?, ?>) finding;
        var column = members.get("column");
        return new Finding(
                String.valueOf(members.get("code")),
                String.valueOf(members.get("detail")),
                members.get("row") instanceof Number row ? row.longValue() : null,
                column == null ? null : column.toString());
    }
}
