package dev.millrace.registry.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipelines.PipelineSpec;
import dev.millrace.pipelines.PipelineSpecs;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WeakeningTests {

    private static final String MANUAL = "{mode: manual, reviewers: [bob, eve], fourEyes: true}";

    static Stream<Arguments> gates() {
        return Stream.of(
                Arguments.of("[{metric: auc, min: 0.6}]", "[{metric: auc, min: 0.6}]", false),
                Arguments.of("[{metric: auc, min: 0.6}]", "[{metric: auc, min: 0.7}]", false),
                Arguments.of("[{metric: auc, min: 0.6}]", "[{metric: auc, min: 0.5}]", true),
                Arguments.of("[{metric: auc, min: 0.6}]", "[{metric: f1, min: 0.6}]", true),
                Arguments.of("[{metric: auc, min: 0.6}]", "[{metric: auc, max: 0.9}]", true),
                Arguments.of("[{metric: auc, min: 0.6}]", "[{metric: f1, min: 0.1}, {metric: auc, min: 0.6}]", false),
                Arguments.of("[{metric: log-loss, max: 0.5}]", "[{metric: log-loss, max: 0.4}]", false),
                Arguments.of("[{metric: log-loss, max: 0.5}]", "[{metric: log-loss, max: 0.6}]", true),
                Arguments.of(
                        "[{metric: auc, maxDropFromChampion: 0.01}]",
                        "[{metric: auc, maxDropFromChampion: 0.005}]",
                        false),
                Arguments.of(
                        "[{metric: auc, maxDropFromChampion: 0.01}]",
                        "[{metric: auc, maxDropFromChampion: 0.1}]",
                        true),
                Arguments.of("[{metric: auc, slice: payment_type=Cash, min: 0.6}]", "[{metric: auc, min: 0.6}]", true),
                Arguments.of("[{metric: auc, min: 0.6}]", "[{metric: auc, slice: payment_type=Cash, min: 0.6}]", true));
    }

    @ParameterizedTest
    @MethodSource("gates")
    void isAGateThatIsGoneOrEasierToPass(String held, String next, boolean weaker) {
        assertThat(Weakening.of(spec("automatic", held), spec("automatic", next)))
                .hasSize(weaker ? 1 : 0);
    }

    static Stream<Arguments> approvals() {
        return Stream.of(
                Arguments.of(MANUAL, MANUAL, 0),
                Arguments.of("manual", "automatic", 1),
                Arguments.of("automatic", "manual", 0),
                Arguments.of(MANUAL, "{mode: manual, reviewers: [bob], fourEyes: true}", 0),
                Arguments.of(MANUAL, "{mode: manual, reviewers: [bob, dan], fourEyes: true}", 1),
                Arguments.of(MANUAL, "{mode: manual, fourEyes: true}", 1),
                Arguments.of("{mode: manual, fourEyes: true}", MANUAL, 0),
                Arguments.of(MANUAL, "{mode: manual, reviewers: [bob, eve], fourEyes: false}", 1),
                Arguments.of("{mode: manual, fourEyes: false}", "{mode: manual, fourEyes: true}", 0),
                Arguments.of("{mode: automatic, replace: better}", "automatic", 1),
                Arguments.of("automatic", "{mode: automatic, replace: better}", 0),
                Arguments.of("{mode: automatic, replace: better}", "manual", 0),
                Arguments.of(MANUAL, "automatic", 1));
    }

    @ParameterizedTest
    @MethodSource("approvals")
    void isAnApprovalThatMorePeopleOrNobodyDecideAbout(String held, String next, int reasons) {
        var gates = "[{metric: auc, min: 0.6}]";

        assertThat(Weakening.of(spec(held, gates), spec(next, gates))).hasSize(reasons);
    }

    @Test
    void leavesThePolicyUntilSomebodyConfirmsIt() {
        var at = Instant.parse("2026-11-21T10:00:00Z");
        var first = PipelineState.first("d1", "trips", 1, "ann", at);
        var weaker = first.next("d2", "trips", 1, "ann", at, List.of("a gate is gone"));
        var evenWeaker = weaker.next("d3", "trips", 1, "ann", at, List.of("two gates are gone"));

        assertThat(evenWeaker.policy().version()).isEqualTo(1);
        assertThat(Confirmation.of(evenWeaker, 2, "bob", at))
                .isInstanceOfSatisfying(
                        Confirmation.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(Confirmation.VERSION_NOT_IN_FORCE));
        var confirmed = ((Confirmation.Confirmed) Confirmation.of(evenWeaker, 3, "bob", at)).state();
        assertThat(confirmed.policy()).isEqualTo(new PipelineState.Policy(3, "d3", "bob", at));
        assertThat(confirmed.unconfirmed()).isEmpty();
        assertThat(Confirmation.of(confirmed, 3, "bob", at))
                .isInstanceOfSatisfying(
                        Confirmation.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(Confirmation.NOTHING_TO_CONFIRM));
    }

    @Test
    void isOverWhenAVersionIsAsStrictAgain() {
        var at = Instant.parse("2026-11-21T10:00:00Z");
        var weaker = PipelineState.first("d1", "trips", 1, "ann", at)
                .next("d2", "trips", 1, "ann", at, List.of("a gate is gone"));

        var strict = weaker.next("d3", "trips", 1, "ann", at, List.of());

        assertThat(Objects.requireNonNull(strict).policy().version()).isEqualTo(3);
        assertThat(strict.unconfirmed()).isEmpty();
    }

    private static PipelineSpec spec(String approval, String gates) {
        return PipelineSpecs.parse("""
                apiVersion: millrace/v1
                kind: Pipeline
                name: taxi
                data: {dataset: trips, label: tip, slices: [payment_type]}
                train: {select: auc, candidates: [{trainer: logistic-regression}]}
                gates: %s
                approval: %s
                """.formatted(gates, approval), () -> 1);
    }
}
