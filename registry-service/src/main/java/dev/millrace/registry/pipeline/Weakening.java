package dev.millrace.registry.pipeline;

import dev.millrace.pipelines.PipelineSpec;
import dev.millrace.pipelines.PipelineSpec.Approval;
import dev.millrace.pipelines.PipelineSpec.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * In what one specification lets more models into service than another, or more people decide about them: a gate that is gone or
 * easier to pass, automatic approval instead of a person's, more reviewers, or two eyes instead of four. Everything else is
 * the business of whoever works with the data. Pure.
 */
final class Weakening {

    private Weakening() {}

    /** A sentence for each; empty where the new specification is as strict. */
    static List<String> of(PipelineSpec before, PipelineSpec next) {
        var gates = before.gates().stream()
                .filter(gate -> next.gates().stream().noneMatch(candidate -> implies(candidate, gate)))
                .map(gate -> "the gate \"%s\" is gone or easier to pass".formatted(spell(gate)));
        return Stream.concat(gates, approval(before.approval(), next.approval()).stream())
                .toList();
    }

    /** Whether whatever passes the one gate passes the other as well. */
    private static boolean implies(Gate next, Gate before) {
        return next.metric().equals(before.metric())
                && Objects.equals(next.slice(), before.slice())
                && (atLeast(next.min(), before.min())
                        || atLeast(before.max(), next.max())
                        || atLeast(worse(before), worse(next)));
    }

    /** A rise of an error and a drop of it are the same bound. */
    private static @Nullable Double worse(Gate gate) {
        return gate.maxRiseFromChampion() == null ? gate.maxDropFromChampion() : gate.maxRiseFromChampion();
    }

    private static boolean atLeast(@Nullable Double value, @Nullable Double bound) {
        return value != null && bound != null && value >= bound;
    }

    private static List<String> approval(Approval before, Approval next) {
        if (before.mode() == Approval.Mode.MANUAL && next.mode() == Approval.Mode.AUTOMATIC) {
            return List.of("approval is automatic instead of manual");
        }
        var weaker = new ArrayList<String>();
        if (before.replace() == Approval.Replace.BETTER
                && next.mode() == Approval.Mode.AUTOMATIC
                && next.replace() == Approval.Replace.NOT_WORSE) {
            weaker.add("a model need not be better than the champion to replace it");
        }
        boolean everybody = next.reviewers().isEmpty();
        if (!before.reviewers().isEmpty() && (everybody || !before.reviewers().containsAll(next.reviewers()))) {
            weaker.add(
                    everybody
                            ? "everybody with the role may decide instead of the reviewers alone"
                            : "there are other reviewers than before");
        }
        if (before.fourEyes() && !next.fourEyes()) {
            weaker.add("whoever brought the data or asked for the run may decide");
        }
        return weaker;
    }

    private static String spell(Gate gate) {
        var metric = gate.slice() == null ? gate.metric() : gate.metric() + " on " + gate.slice();
        if (gate.min() != null) {
            return metric + " min " + gate.min();
        }
        if (gate.max() != null) {
            return metric + " max " + gate.max();
        }
        return metric
                + (gate.maxRiseFromChampion() == null ? " maxDropFromChampion " : " maxRiseFromChampion ")
                + worse(gate);
    }
}
