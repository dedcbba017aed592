package dev.millrace.validation.dataset;

import dev.millrace.validation.rule.Finding;
import java.util.List;

/**
 * What was decided about one version.
 *
 * @param schemaVersion of the schema that judged it; of a first version that is not usable, 0
 * @param findings the first hundred; the report has them all
 * @param statistics artifact, JSON
 * @param report artifact, JSON
 */
public record Verdict(
        long version,
        boolean usable,
        long rows,
        int schemaVersion,
        String schemaId,
        int warnings,
        List<Finding> findings,
        String statistics,
        String report) {

    public Verdict {
        findings = List.copyOf(findings);
    }

    static String id(String aggregateId, long version) {
        return "%s/%019d".formatted(aggregateId, version);
    }
}
