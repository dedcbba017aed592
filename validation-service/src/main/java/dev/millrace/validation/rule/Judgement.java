package dev.millrace.validation.rule;

import java.util.List;

/**
 * What came of judging a version.
 *
 * @param schema what it was judged by
 */
public record Judgement(Schema schema, List<Finding> findings) {

    public Judgement {
        findings = List.copyOf(findings);
    }

    /** Judges by the schema. */
    public static Judgement of(Schema schema, Statistics observed, long previousRows) {
        List<Finding> findings = schema.rules(previousRows).stream()
                .flatMap(rule -> rule.judge(observed).stream())
                .toList();
        return new Judgement(schema, findings);
    }

    public boolean usable() {
        return findings.stream().noneMatch(finding -> finding.severity() == Severity.BLOCK);
    }

    public int warnings() {
        return (int) findings.stream()
                .filter(finding -> finding.severity() == Severity.WARN)
                .count();
    }
}
