package dev.millrace.ingestion.dataset;

import dev.millrace.ingestion.dataset.check.Finding;
import dev.millrace.web.Problem;
import java.io.Serial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A file has faults; nothing of it was stored. */
final class RejectedFileException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;
    private final long total;

    RejectedFileException(List<Finding> findings, long total) {
        super(findings.getFirst().detail());
        this.findings = List.copyOf(findings);
        this.total = total;
    }

    /** The first finding as the problem, all of them as its members. */
    Problem problem() {
        var first = findings.getFirst();
        var problem = new Problem(HttpStatus.UNPROCESSABLE_CONTENT, first.code(), first.detail());
        members(first).forEach(problem::with);
        var all = new ArrayList<Map<String, Object>>();
        for (Finding finding : findings) {
            var each = new LinkedHashMap<String, Object>();
            each.put("code", finding.code());
            each.put("detail", finding.detail());
            each.putAll(members(finding));
            all.add(each);
        }
        return problem.with("findings", all).with("total", total);
    }

    private static Map<String, Object> members(Finding finding) {
        var members = new LinkedHashMap<String, Object>();
        put(members, "row", finding.row());
        put(members, "line", finding.line());
        put(members, "column", finding.column());
        put(members, "byteOffset", finding.byteOffset());
        put(members, "sample", finding.sample());
        put(members, "limit", finding.limit());
        put(members, "actual", finding.actual());
        return members;
    }

    private static void put(Map<String, Object> members, String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value);
        }
    }
}
