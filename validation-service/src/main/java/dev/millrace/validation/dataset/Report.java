package dev.millrace.validation.dataset;

import dev.millrace.validation.rule.Finding;
import java.util.List;

/** Everything that was found about one version, as stored. */
public record Report(
        String project,
        String dataset,
        long version,
        boolean usable,
        int schemaVersion,
        long rows,
        int blocking,
        int warnings,
        List<Finding> findings) {

    public Report {
        findings = List.copyOf(findings);
    }
}
