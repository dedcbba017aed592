package dev.millrace.validation.dataset;

import dev.millrace.artifacts.ArtifactDamagedException;
import dev.millrace.artifacts.ArtifactMissingException;
import dev.millrace.datasets.ColumnLists;
import dev.millrace.datasets.DatasetException;
import dev.millrace.validation.rule.Advice;
import dev.millrace.validation.rule.Finding;
import dev.millrace.validation.rule.Judgement;
import dev.millrace.validation.rule.Severity;
import dev.millrace.validation.rule.Statistics;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Profiles a version and holds it against its dataset's schema. Everything that this writes are artifacts. */
final class Judge {

    private static final int ANNOUNCED_FINDINGS = 100;

    private final ProfileVersion profiles;
    private final ColumnLists columns;
    private final StoredJson artifacts;
    private final Clock clock;

    Judge(ProfileVersion profiles, ColumnLists columns, StoredJson artifacts, Clock clock) {
        this.profiles = profiles;
        this.columns = columns;
        this.artifacts = artifacts;
        this.clock = clock;
    }

    /** The verdict on a version, should its dataset be as it was before. */
    JudgedVersion judge(Arrival arrival, JudgedDataset before) {
        var kept = before.schema();
        var schema = kept == null ? null : artifacts.schema(kept.digest());
        var statistics = profiles.profile(arrival.digests(), schema);
        var standard = before.standard(schema);
        var judgement = standard.judge(statistics, arrival.misfits(), () -> usableStatistics(before));
        var inForce = standard.isGivenBy(statistics) && judgement.usable()
                ? new SchemaVersion(
                        before.schemaVersion() + 1,
                        arrival.version(),
                        statistics.rows(),
                        artifacts.put(judgement.schema()),
                        false,
                        "validation",
                        clock.instant(),
                        "read from version " + arrival.version())
                : kept;
        int schemaVersion = inForce == null ? 0 : inForce.version();
        var findings = judgement.advised(arrival.dataset());
        var verdict = new Verdict(
                arrival.version(),
                judgement.usable(),
                statistics.rows(),
                schemaVersion,
                judgement.warnings(),
                findings.stream().limit(ANNOUNCED_FINDINGS).toList(),
                artifacts.put(statistics),
                artifacts.put(report(arrival, findings, statistics.rows(), schemaVersion)));
        return new JudgedVersion(verdict.usable() ? readAsSchema(arrival, judgement) : arrival, verdict, inForce);
    }

    /** The verdict on a version whose files cannot be read. */
    JudgedVersion unreadable(Arrival arrival, JudgedDataset before, RuntimeException failure) {
        var finding = Advice.with(
                new Finding(code(failure), null, "the version cannot be read", "readable", Severity.BLOCK),
                arrival.dataset());
        var report = artifacts.put(report(arrival, List.of(finding), 0, before.schemaVersion()));
        var verdict = new Verdict(arrival.version(), false, 0, before.schemaVersion(), 0, List.of(finding), "", report);
        return new JudgedVersion(arrival, verdict, before.schema());
    }

    /** Whether a failure is the fault of the version's files, and not of what reads them. */
    static boolean isUnreadable(RuntimeException failure) {
        return failure instanceof ArtifactMissingException
                || failure instanceof DatasetException
                || failure instanceof IllegalArgumentException;
    }

    private static Finding.Code code(RuntimeException failure) {
        return switch (failure) {
            case ArtifactDamagedException damaged -> Finding.Code.ARTIFACT_DAMAGED;
            case ArtifactMissingException missing -> Finding.Code.ARTIFACT_MISSING;
            default -> Finding.Code.UNREADABLE;
        };
    }

    /** What is usable is announced with the types by which it was judged, not with those of each file. */
    private Arrival readAsSchema(Arrival arrival, Judgement judgement) {
        var read = Arrival.readAs(judgement.schema(), columns.columns(arrival.columns()));
        return arrival.with(columns.carried(read));
    }

    private Optional<Statistics> usableStatistics(JudgedDataset before) {
        return Optional.ofNullable(before.usableStatistics()).map(digest -> artifacts.read(digest, Statistics.class));
    }

    private static Report report(Arrival arrival, List<Finding> findings, long rows, int schemaVersion) {
        int blocking = (int) findings.stream()
                .filter(finding -> finding.severity() == Severity.BLOCK)
                .count();
        return new Report(
                arrival.project(),
                arrival.dataset(),
                arrival.version(),
                blocking == 0,
                schemaVersion,
                rows,
                blocking,
                findings.size() - blocking,
                findings);
    }
}
