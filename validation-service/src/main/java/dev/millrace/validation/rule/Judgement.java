package dev.millrace.validation.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

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
        var findings = schema.rules(previousRows).stream()
                .flatMap(rule -> rule.judge(observed).stream())
                .toList();
        return new Judgement(schema, findings);
    }

    /**
     * The same, and what there is to say of cells that ingestion left out.
     *
     * @param first whether the schema was read from this version
     */
    public Judgement with(List<Misfits> misfits, boolean first) {
        var all = Stream.concat(findings.stream(), misfits.stream().flatMap(each -> each.judge(schema, first).stream()))
                .toList();
        return new Judgement(schema, all);
    }

    /** The same, and a guess for each column that is gone whether another one is new in its place. */
    public Judgement guessing(Statistics observed, Statistics previous) {
        var all = new ArrayList<Finding>(findings);
        all.addAll(Renames.guess(schema, previous, observed));
        return new Judgement(schema, all);
    }

    /** Whether columns are gone and others are new. */
    public boolean hasOtherColumns() {
        return found(Finding.Code.MISSING_COLUMN) && found(Finding.Code.NEW_COLUMN);
    }

    private boolean found(Finding.Code code) {
        return findings.stream().anyMatch(finding -> finding.code() == code);
    }

    /** All findings, the worst first, each with what to do about it. */
    public List<Finding> advised(String dataset) {
        return findings.stream()
                .map(finding -> Advice.with(finding, dataset))
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .toList();
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
