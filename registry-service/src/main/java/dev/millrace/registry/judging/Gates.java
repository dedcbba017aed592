package dev.millrace.registry.judging;

import dev.millrace.pipelines.Metric;
import dev.millrace.pipelines.PipelineSpec.Gate;
import dev.millrace.registry.judging.GateFinding.Result;
import dev.millrace.registry.judging.Judgement.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds a candidate's figures against the gates of its specification. Pure. */
public final class Gates {

    /** An equal champion is no reason to reject: rounding must not make it one. */
    private static final double TOLERANCE = 1e-10;

    private final Map<String, Double> metrics;
    private final Map<String, Map<String, Double>> slices;
    private final Comparison comparison;

    /**
     * @param metrics on all test rows
     * @param slices metrics by name, by {@code column=value}
     */
    public Gates(Map<String, Double> metrics, Map<String, Map<String, Double>> slices, Comparison comparison) {
        this.metrics = metrics;
        this.slices = slices;
        this.comparison = comparison;
    }

    public Judgement judge(List<Gate> gates, @Nullable String packageProblem) {
        List<GateFinding> findings = gates.stream().map(this::judge).toList();
        return new Judgement(
                verdict(findings, packageProblem),
                comparison instanceof Comparison.FirstModel,
                champion(),
                findings,
                packageProblem,
                summary(findings, packageProblem));
    }

    private GateFinding judge(Gate gate) {
        Map<String, Double> own = gate.slice() == null ? metrics : slices.get(gate.slice());
        Double value = own == null ? null : own.get(gate.metric());
        if (own == null) {
            return finding(gate, null, null, Result.SLICE_MISSING, "no test rows in this slice");
        }
        if (value == null) {
            return finding(gate, null, null, Result.METRIC_MISSING, "training reported no such metric");
        }
        if (!possible(gate, value)) {
            return finding(gate, null, null, Result.METRIC_INVALID, "training reported " + value);
        }
        Double worse = bound(gate);
        if (worse != null) {
            return compare(gate, value, worse);
        }
        boolean passed = gate.min() != null
                ? value >= gate.min()
                : value <= Objects.requireNonNullElse(gate.max(), Double.NEGATIVE_INFINITY);
        return finding(gate, value, null, passed ? Result.PASSED : Result.FAILED, "");
    }

    private static boolean possible(Gate gate, double value) {
        return Metric.of(gate.metric()).map(metric -> metric.possible(value)).orElse(Double.isFinite(value));
    }

    private GateFinding compare(Gate gate, double value, double bound) {
        return switch (comparison) {
            case Comparison.FirstModel() ->
                finding(gate, value, null, Result.SKIPPED_FIRST_MODEL, "no champion to compare with");
            case Comparison.NotScored(var version, var problem) ->
                finding(
                        gate,
                        value,
                        null,
                        Result.CHAMPION_NOT_SCORED,
                        "version %d could not be scored: %s".formatted(version, problem));
            case Comparison.Stale(var compared, var current) ->
                finding(
                        gate,
                        value,
                        null,
                        Result.COMPARISON_STALE,
                        "compared with %s, but version %d serves now"
                                .formatted(compared == null ? "none" : "version " + compared, current));
            case Comparison.Scored(var version, var theirs, var own) ->
                compare(gate, own == null ? value : own.getOrDefault(gate.metric(), value), bound, version, theirs);
        };
    }

    private GateFinding compare(Gate gate, double value, double bound, int version, Map<String, Double> theirs) {
        Double champion = gate.slice() == null ? theirs.get(gate.metric()) : null;
        if (champion == null || !possible(gate, champion)) {
            String note = "version %d has no such figure".formatted(version);
            return finding(gate, value, null, Result.CHAMPION_NOT_SCORED, note);
        }
        double drop = Metric.of(gate.metric())
                .map(metric -> metric.drop(value, champion))
                .orElse(champion - value);
        String note = "%s than version %d by %.6f".formatted(drop > 0 ? "worse" : "better", version, Math.abs(drop));
        return finding(gate, value, champion, drop <= bound + TOLERANCE ? Result.PASSED : Result.FAILED, note);
    }

    private static GateFinding finding(
            Gate gate, @Nullable Double value, @Nullable Double champion, Result result, String note) {
        if (gate.min() != null) {
            return new GateFinding(gate.metric(), gate.slice(), "min", gate.min(), value, champion, result, note);
        }
        if (gate.max() != null) {
            return new GateFinding(gate.metric(), gate.slice(), "max", gate.max(), value, champion, result, note);
        }
        String kind = gate.maxRiseFromChampion() == null ? "maxDropFromChampion" : "maxRiseFromChampion";
        double bound = Objects.requireNonNullElse(bound(gate), 0.0);
        return new GateFinding(gate.metric(), gate.slice(), kind, bound, value, champion, result, note);
    }

    /** By how much the candidate may be worse than the champion; null where they are not compared. */
    private static @Nullable Double bound(Gate gate) {
        return gate.maxRiseFromChampion() == null ? gate.maxDropFromChampion() : gate.maxRiseFromChampion();
    }

    private static Verdict verdict(List<GateFinding> findings, @Nullable String packageProblem) {
        if (packageProblem != null || findings.stream().anyMatch(Gates::refuses)) {
            return Verdict.NOT_BLESSED;
        }
        return findings.stream().allMatch(GateFinding::passed) ? Verdict.BLESSED : Verdict.NOT_COMPARABLE;
    }

    private static boolean refuses(GateFinding finding) {
        return switch (finding.result()) {
            case FAILED, METRIC_MISSING, METRIC_INVALID, SLICE_MISSING -> true;
            case PASSED, SKIPPED_FIRST_MODEL, CHAMPION_NOT_SCORED, COMPARISON_STALE -> false;
        };
    }

    private @Nullable Integer champion() {
        return switch (comparison) {
            case Comparison.FirstModel() -> null;
            case Comparison.Scored(var version, var _, var _) -> version;
            case Comparison.NotScored(var version, var problem) -> version;
            case Comparison.Stale(var compared, var current) -> current;
        };
    }

    private static String summary(List<GateFinding> findings, @Nullable String packageProblem) {
        if (packageProblem != null) {
            return packageProblem;
        }
        String failed = findings.stream()
                .filter(finding -> !finding.passed())
                .map(Gates::sentence)
                .collect(Collectors.joining("; "));
        if (!failed.isEmpty()) {
            return failed;
        }
        return findings.size() == 1 ? "the only gate passed" : "all %d gates passed".formatted(findings.size());
    }

    private static String sentence(GateFinding finding) {
        String what = finding.slice() == null ? finding.metric() : finding.metric() + " on " + finding.slice();
        String why = finding.note().isEmpty() ? "" : " (" + finding.note() + ")";
        return finding.value() == null
                ? what + (finding.result() == Result.METRIC_INVALID ? " is impossible" : " is missing") + why
                : "%s %.6f, %s %s%s".formatted(what, finding.value(), finding.kind(), finding.bound(), why);
    }
}
