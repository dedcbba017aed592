package dev.millrace.validation.dataset;

import dev.millrace.validation.rule.Finding;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What was decided about one version.
 *
 * @param schemaVersion of the schema that judged it; of a first version that is not usable, 0
 * @param findings the first hundred; the report has them all
 * @param statistics artifact, JSON; empty where the version could not be read
 * @param report artifact, JSON; empty where judging was given up
 */
public record Verdict(
        long version,
        boolean usable,
        long rows,
        int schemaVersion,
        int warnings,
        List<Finding> findings,
        String statistics,
        String report) {

    public Verdict {
        findings = List.copyOf(findings);
    }

    /** The finding to look at first: one that keeps the version from being used, if there is one. */
    public Optional<Finding> decisive() {
        return findings.stream().min(Comparator.comparing(Finding::severity, Comparator.reverseOrder()));
    }
}
