package dev.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.pipelines.DataSpec.Split;
import dev.millrace.pipelines.DataSpec.Versions;
import dev.millrace.pipelines.DerivedColumn.Comparison;
import dev.millrace.pipelines.DerivedColumn.Expression.Arithmetic;
import dev.millrace.pipelines.DerivedColumn.Expression.Column;
import dev.millrace.pipelines.DerivedColumn.Expression.Constant;
import dev.millrace.pipelines.DerivedColumn.Operator;
import dev.millrace.pipelines.PipelineSpec.Approval;
import dev.millrace.pipelines.PipelineSpec.Gate;
import dev.millrace.pipelines.PipelineSpec.Retrain;
import dev.millrace.pipelines.PipelineSpec.Trainer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PipelineSpecsTests {

    static final String EXAMPLE = resource("/taxi-tips.yaml");

    @Test
    void readsTheExample() {
        var spec = PipelineSpecs.parse(EXAMPLE, () -> 42);

        assertThat(spec.name()).isEqualTo("taxi-tips");
        assertThat(spec.data().dataset()).isEqualTo("taxi-trips");
        assertThat(spec.data().derive())
                .containsExactly(new DerivedColumn(
                        "big_tip",
                        Comparison.GREATER,
                        new Column("tips"),
                        new Arithmetic(Operator.MULTIPLY, List.of(new Column("fare"), new Constant(0.2)))));
        assertThat(spec.data().exclude()).containsExactly("tips", "trip_start_timestamp");
        assertThat(spec.data().split()).isEqualTo(new Split(Split.By.HASH, 0.7, 0.15, 0.15, null, 42));
        assertThat(spec.train().candidates())
                .extracting(PipelineSpec.Candidate::trainer)
                .containsExactly(Trainer.LOGISTIC_REGRESSION, Trainer.GRADIENT_BOOSTED_TREES);
        assertThat(spec.gates())
                .containsExactly(
                        new Gate("auc", null, 0.6, null, null, null), new Gate("auc", null, null, null, 0.01, null));
        assertThat(spec.approval())
                .isEqualTo(new Approval(Approval.Mode.AUTOMATIC, List.of(), false, Approval.Replace.NOT_WORSE));
        assertThat(spec.monitor().critical()).containsExactly("fare", "payment_type");
        assertThat(spec.retrain().on()).containsExactly(Retrain.On.NEW_DATA, Retrain.On.DRIFT);
    }

    @Test
    void fillsInWhatIsLeftOut() {
        var spec = PipelineSpecs.parse(EXAMPLE, () -> 42);

        assertThat(spec.train().candidates().getLast().parameters())
                .containsEntry("trees", 200.0)
                .containsEntry("depth", 6.0)
                .containsEntry("learningRate", 0.05);
        assertThat(spec.monitor().driftShare()).isEqualTo(0.1);
        assertThat(spec.monitor().effect()).isEqualTo(0.1);
        assertThat(spec.monitor().windowsInARow()).isEqualTo(2);
        assertThat(spec.monitor().window())
                .isEqualTo(new PipelineSpec.Window(500, Duration.ofMinutes(1), Duration.ofDays(1)));
        assertThat(spec.monitor().reminder()).isEqualTo(Duration.ofHours(6));
        assertThat(spec.retrain().cooldown()).isEqualTo(Duration.ofHours(6));
        assertThat(spec.retrain().minNewShare()).isEqualTo(0.1);
        assertThat(spec.retrain().noGainRuns()).isEqualTo(3);
    }

    @Test
    void readsItsCanonicalFormAsTheSameSpecification() {
        var spec = PipelineSpecs.parse(EXAMPLE, () -> DataSection.LARGEST_SEED);

        var canonical = PipelineSpecs.toCanonicalJson(spec);

        assertThat(PipelineSpecs.fromCanonicalJson(canonical)).isEqualTo(spec);
        assertThat(PipelineSpecs.toCanonicalJson(PipelineSpecs.fromCanonicalJson(canonical)))
                .isEqualTo(canonical);
        assertThat(PipelineSpecs.digest(spec)).matches("[0-9a-f]{64}");
    }

    @Test
    void givesYamlAndJsonOfTheSameMeaningTheSameDigest() {
        var fromYaml = PipelineSpecs.parse(EXAMPLE, () -> 7);
        var fromJson = PipelineSpecs.parse(PipelineSpecs.toCanonicalJson(fromYaml), () -> 8);

        assertThat(PipelineSpecs.digest(fromJson)).isEqualTo(PipelineSpecs.digest(fromYaml));
    }

    /** They are younger than the first release: where they have their default, digests stay as they were. */
    @Test
    void writesTheTimesOfWindowsWhereTheyAreNotTheDefault() {
        var times = EXAMPLE.replace(
                "monitor: {window: {rows: 500}",
                "monitor: {reminder: PT2H, window: {rows: 500, atLeast: PT0S, atMost: PT1H}");
        var spec = PipelineSpecs.parse(times, () -> 1);

        assertThat(spec.monitor().window()).isEqualTo(new PipelineSpec.Window(500, Duration.ZERO, Duration.ofHours(1)));
        assertThat(PipelineSpecs.fromCanonicalJson(PipelineSpecs.toCanonicalJson(spec)))
                .isEqualTo(spec);
        assertThat(PipelineSpecs.toCanonicalJson(PipelineSpecs.parse(EXAMPLE, () -> 1)))
                .doesNotContain("atLeast", "atMost", "reminder");
    }

    @Test
    void readsWhatRunsReadOnDrift() {
        String newest = EXAMPLE.replace("retrain: {", "retrain: {onDrift: newest, ");
        PipelineSpec spec = PipelineSpecs.parse(newest, () -> 1);

        assertThat(spec.retrain().onDrift()).isEqualTo(PipelineSpec.Retrain.OnDrift.NEWEST);
        assertThat(PipelineSpecs.fromCanonicalJson(PipelineSpecs.toCanonicalJson(spec)))
                .isEqualTo(spec);
        assertThat(PipelineSpecs.toCanonicalJson(PipelineSpecs.parse(EXAMPLE, () -> 1)))
                .doesNotContain("onDrift");
        String never = EXAMPLE.replaceFirst("retrain: \\{.*", "retrain: {on: [new-data], onDrift: newest}");
        assertThat(catchThrowableOfType(SpecException.class, () -> PipelineSpecs.parse(never, () -> 1)))
                .hasMessageContaining("Drift starts no run here");
    }

    @Test
    void refusesWindowsThatCannotEndAndCriticalColumnsThatRequestsDoNotHave() {
        var window = EXAMPLE.replace("{window: {rows: 500}", "{window: {rows: 500, atLeast: PT2H, atMost: PT1H}");
        var derived = EXAMPLE.replace("critical: [fare, payment_type]", "critical: [fare, big_trip]")
                .replace(
                        "    - {name: big_tip,",
                        "    - {name: big_trip, greater: [{column: fare}, 50]}\n    - {name: big_tip,");

        assertThat(catchThrowableOfType(SpecException.class, () -> PipelineSpecs.parse(window, () -> 1)))
                .hasMessageContaining("PT2H at least and PT1H at most");
        assertThat(catchThrowableOfType(SpecException.class, () -> PipelineSpecs.parse(derived, () -> 1)))
                .hasMessageContaining("big_trip is derived");
    }

    /** What says nothing about learning makes no other model of the same rows. */
    @Test
    void tellsSpecificationsThatLearnTheSame() {
        var spec = PipelineSpecs.parse(EXAMPLE, () -> 1);
        var watched = PipelineSpecs.parse(EXAMPLE.replace("cooldown: PT6H", "cooldown: PT7H"), () -> 1);
        var deeper = PipelineSpecs.parse(EXAMPLE.replace("depth: 6", "depth: 7"), () -> 1);
        var gathering = PipelineSpecs.parse(feedback("{dataset: tips-feedback}"), () -> 1);

        assertThat(PipelineSpecs.learningDigest(watched)).isEqualTo(PipelineSpecs.learningDigest(spec));
        assertThat(PipelineSpecs.learningDigest(gathering)).isEqualTo(PipelineSpecs.learningDigest(spec));
        assertThat(PipelineSpecs.learningDigest(deeper)).isNotEqualTo(PipelineSpecs.learningDigest(spec));
    }

    @ParameterizedTest
    @MethodSource("choicesOfVersions")
    void readsWhichVersionsARunReadsAndWritesThemAlike(String written, Versions meant) {
        var spec = EXAMPLE.replace("  dataset: taxi-trips\n", "  dataset: taxi-trips\n  versions: " + written + "\n");

        var parsed = PipelineSpecs.parse(spec, () -> 1);

        assertThat(parsed.data().versions()).isEqualTo(meant);
        assertThat(PipelineSpecs.fromCanonicalJson(PipelineSpecs.toCanonicalJson(parsed)))
                .isEqualTo(parsed);
    }

    static Stream<Arguments> choicesOfVersions() {
        return Stream.of(
                Arguments.of("all", new Versions.All()),
                Arguments.of("latest", new Versions.Last(1)),
                Arguments.of("{last: 1}", new Versions.Last(1)),
                Arguments.of("{last: 10}", new Versions.Last(10)),
                Arguments.of("{days: 30}", new Versions.Days(30)),
                Arguments.of("{from: 17}", new Versions.From(17)));
    }

    @Test
    void keepsTheDigestOfASpecificationThatReadsAllVersions() {
        var canonical = PipelineSpecs.toCanonicalJson(PipelineSpecs.parse(EXAMPLE, () -> 1));

        assertThat(canonical).doesNotContain("versions");
    }

    @Test
    void keepsTextsThatLookLikeExpressionsAsText() {
        var spec = EXAMPLE.replace(
                "slices: [payment_type]",
                "slices: ['${jndi:ldap://x}', 'T(java.lang.Runtime).getRuntime()', '#{1+1}']");

        assertThat(PipelineSpecs.parse(spec, () -> 1).data().slices())
                .containsExactly("${jndi:ldap://x}", "T(java.lang.Runtime).getRuntime()", "#{1+1}");
        var parsed = PipelineSpecs.parse(spec, () -> 1);
        assertThat(PipelineSpecs.fromCanonicalJson(PipelineSpecs.toCanonicalJson(parsed)))
                .isEqualTo(parsed);
    }

    @Test
    void keepsColumnsOfAllLanguagesThroughTheCanonicalForm() {
        var spec = EXAMPLE.replace("slices: [payment_type]", "slices: [\"größe \\\"x\\\"\", 支付, \"\\ud83d\\ude80\"]");

        var parsed = PipelineSpecs.parse(spec, () -> 1);

        assertThat(PipelineSpecs.fromCanonicalJson(PipelineSpecs.toCanonicalJson(parsed)))
                .isEqualTo(parsed);
    }

    @Test
    void gatesASliceOfAColumnWithAnEqualsSign() {
        var spec = PipelineSpecs.parse(
                EXAMPLE.replace("slices: [payment_type]", "slices: [\"x=1\"]")
                        .replace("{metric: auc, min: 0.6}", "{metric: auc, min: 0.6, slice: \"x=1=yes\"}"),
                () -> 1);

        assertThat(spec.gates().getFirst().slice()).isEqualTo("x=1=yes");
    }

    @Test
    void splitsAGateWithTwoBoundsIntoTwoConditions() {
        var spec = PipelineSpecs.parse(
                EXAMPLE.replace("{metric: auc, min: 0.6}", "{metric: auc, min: 0.6, max: 0.99}"), () -> 1);

        assertThat(spec.gates())
                .containsExactly(
                        new Gate("auc", null, 0.6, null, null, null),
                        new Gate("auc", null, null, 0.99, null, null),
                        new Gate("auc", null, null, null, 0.01, null));
    }

    @Test
    void ordersDerivedColumnsByWhatTheyNeed() {
        var spec = EXAMPLE.replace("  derive:", """
                  derive:
                    - {name: late, equal: [{column: night}, 1]}
                    - {name: night, greater: [{column: hour}, 22]}\
                """.indent(0).stripTrailing());

        assertThat(PipelineSpecs.parse(spec, () -> 1).data().derive())
                .extracting(DerivedColumn::name)
                .containsExactly("night", "late", "big_tip");
    }

    @Test
    void readsManualApprovalWithReviewers() {
        var spec = PipelineSpecs.parse(
                EXAMPLE.replace("approval: automatic", "approval: {mode: manual, reviewers: [ann, bob]}"), () -> 1);

        assertThat(spec.approval())
                .isEqualTo(new Approval(Approval.Mode.MANUAL, List.of("ann", "bob"), true, Approval.Replace.NOT_WORSE));
    }

    @Test
    void readsWhatReplacesAChampionAndLeavesTheDefaultOutOfTheCanonicalForm() {
        var spec = PipelineSpecs.parse(
                EXAMPLE.replace("approval: automatic", "approval: {mode: automatic, replace: better}"), () -> 1);
        var refused = Objects.requireNonNull(catchThrowableOfType(
                SpecException.class,
                () -> PipelineSpecs.parse(
                        EXAMPLE.replace("approval: automatic", "approval: {mode: manual, replace: better}"), () -> 1)));

        assertThat(spec.approval().replace()).isEqualTo(Approval.Replace.BETTER);
        assertThat(PipelineSpecs.toCanonicalJson(spec)).contains("\"replace\":\"better\"");
        assertThat(PipelineSpecs.toCanonicalJson(PipelineSpecs.parse(EXAMPLE, () -> 1)))
                .doesNotContain("replace");
        assertThat(refused.problems()).extracting(SpecProblem::code).containsExactly("CONTRADICTION");
    }

    @Test
    void namesAllProblemsAtOnceInTheOrderOfTheDocument() {
        var spec = EXAMPLE.replace("name: taxi-tips", "name: Taxi Tips")
                .replace("parameters:", "paramters:")
                .replace("PT6H", "6h");

        var refused = Objects.requireNonNull(
                catchThrowableOfType(SpecException.class, () -> PipelineSpecs.parse(spec, () -> 1)));

        assertThat(refused.problems())
                .extracting(SpecProblem::code)
                .containsExactly("NAME_INVALID", "UNKNOWN_FIELD", "TYPE");
        assertThat(refused.problems().get(1).message()).endsWith("did you mean parameters?");
        assertThat(refused.problems().get(1).pointer()).isEqualTo("/train/candidates/1/paramters");
    }

    @Test
    void saysOfAMissingSectionOnlyThatItIsMissing() {
        var spec = EXAMPLE.replace("\ntrain:", "\ntrian:");

        var refused = Objects.requireNonNull(
                catchThrowableOfType(SpecException.class, () -> PipelineSpecs.parse(spec, () -> 1)));

        assertThat(refused.problems()).extracting(SpecProblem::pointer).containsExactly("/train", "/trian");
    }

    static String resource(String path) {
        try (var stream = PipelineSpecsTests.class.getResourceAsStream(path)) {
            return new String(Objects.requireNonNull(stream, path).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(path, e);
        }
    }

    @Test
    void keepsTaskPositiveClassAndRareClassesInTheCanonicalForm() {
        var text = EXAMPLE.replace("label: big_tip", "label: big_tip, task: binary, positive: true, rareClasses: keep");
        var spec = PipelineSpecs.parse(flow(text), () -> 1);

        assertThat(spec.data().target())
                .isEqualTo(new DataSpec.Target("big_tip", Task.BINARY, "true", DataSpec.RareClasses.KEEP));
        assertThat(PipelineSpecs.fromCanonicalJson(PipelineSpecs.toCanonicalJson(spec)))
                .isEqualTo(spec);
    }

    @Test
    void keepsTheSampleInTheCanonicalFormAndNothingWhereThereIsNone() {
        var none = PipelineSpecs.parse(EXAMPLE, () -> 1);
        var some = PipelineSpecs.parse(
                EXAMPLE.replace("label: big_tip", "label: big_tip\n  sample: {rows: 1000000}"), () -> 1);

        assertThat(PipelineSpecs.toCanonicalJson(none)).doesNotContain("\"sample\"");
        assertThat(some.data().sample()).isEqualTo(new DataSpec.Sample(1_000_000));
        assertThat(PipelineSpecs.fromCanonicalJson(PipelineSpecs.toCanonicalJson(some)))
                .isEqualTo(some);
    }

    @Test
    void keepsTheRetentionInTheCanonicalFormAndNothingWhereThereIsNone() {
        var none = PipelineSpecs.parse(EXAMPLE, () -> 1);
        var ten = PipelineSpecs.parse(EXAMPLE + "\nretention: {keep: approved, last: 10}\n", () -> 1);

        assertThat(none.retention()).isNull();
        assertThat(PipelineSpecs.toCanonicalJson(none)).doesNotContain("retention");
        assertThat(ten.retention()).isEqualTo(new PipelineSpec.Retention(10));
        assertThat(PipelineSpecs.fromCanonicalJson(PipelineSpecs.toCanonicalJson(ten)))
                .isEqualTo(ten);
    }

    @Test
    void keepsWhereLabelledRowsGoAndNothingWhereTheyAreNotGathered() {
        var gathers = PipelineSpecs.parse(feedback("{dataset: tips-feedback, every: {rows: 200}}"), () -> 1);

        assertThat(gathers.data().feedback())
                .isEqualTo(new DataSpec.Feedback("tips-feedback", 200, Duration.ofHours(6), 1));
        assertThat(PipelineSpecs.fromCanonicalJson(PipelineSpecs.toCanonicalJson(gathers)))
                .isEqualTo(gathers);
        assertThat(PipelineSpecs.toCanonicalJson(PipelineSpecs.parse(EXAMPLE, () -> 1)))
                .doesNotContain("feedback");
    }

    @Test
    void refusesLabelledRowsWhereTheyCannotBeTrainedOn() {
        assertThat(refusal(feedback("{dataset: taxi-trips}")))
                .contains("taxi-trips, which the pipeline reads already", "taxi-trips-feedback");
        assertThat(refusal(feedback("{dataset: tips-feedback}")
                        .replace("split: {by: hash", "split: {by: time, column: trip_start_timestamp")))
                .contains("split by trip_start_timestamp, which is excluded");
    }

    private static String refusal(String text) {
        return Objects.requireNonNull(
                        catchThrowableOfType(SpecException.class, () -> PipelineSpecs.parse(text, () -> 1)))
                .problems()
                .getFirst()
                .message();
    }

    private static String feedback(String feedback) {
        return EXAMPLE.replace("  slices:", "  feedback: " + feedback + "\n  slices:");
    }

    @Test
    void knowsTheTasksThatMetricsAndTrainersLeave() {
        assertThat(learning("auc", "gradient-boosted-trees", "auc, min: 0.5").tasks())
                .containsExactlyInAnyOrder(Task.BINARY, Task.MULTICLASS);
        assertThat(learning("rmse", "linear-regression", "rmse, maxRiseFromChampion: 0.1")
                        .tasks())
                .containsExactly(Task.REGRESSION);
        assertThat(learning("accuracy", "logistic-regression", "f1, min: 0.5").tasks())
                .containsExactly(Task.BINARY);
    }

    @Test
    void refusesMetricsAndTrainersOfDifferentTasks() {
        assertThat(codes(() -> learning("rmse", "logistic-regression", "rmse, max: 1")))
                .containsExactly("TRAINER_UNSUPPORTED");
        assertThat(codes(() -> learning("auc", "gradient-boosted-trees", "mae, max: 1")))
                .containsExactly("METRIC_UNSUPPORTED");
        assertThat(codes(() -> learning("accuracy", "logistic-regression", "accuracy, maxRiseFromChampion: 0.1")))
                .containsExactly("CONTRADICTION");
    }

    @Test
    void readsWhatColumnsAreLearnedFromAsAndWritesItAlike() {
        var spec = PipelineSpecs.parse(features("{zip: category, pickup: date, note: text, id: drop}"), () -> 1);

        assertThat(spec.features())
                .containsOnly(
                        Map.entry("zip", DataSpec.Use.CATEGORY),
                        Map.entry("pickup", DataSpec.Use.DATE),
                        Map.entry("note", DataSpec.Use.TEXT),
                        Map.entry("id", DataSpec.Use.DROP));
        var canonical = PipelineSpecs.toCanonicalJson(spec);
        assertThat(PipelineSpecs.fromCanonicalJson(canonical)).isEqualTo(spec);
        assertThat(canonical).contains("\"zip\":\"category\"");
        assertThat(PipelineSpecs.toCanonicalJson(PipelineSpecs.parse(features("{}"), () -> 1)))
                .doesNotContain("features", "serving");
    }

    @Test
    void refusesFeaturesThatAreNone() {
        assertThat(codes(() -> PipelineSpecs.parse(features("{zip: categories}"), () -> 1)))
                .containsExactly("UNKNOWN_VALUE");
        assertThat(codes(() -> PipelineSpecs.parse(features("{y: number, x: category, \"\": drop}"), () -> 1)))
                .containsExactly("CONTRADICTION", "CONTRADICTION", "RANGE");
        assertThat(codes(() -> PipelineSpecs.parse(features("[zip]"), () -> 1))).containsExactly("TYPE");
    }

    @Test
    void readsWhetherMissingValuesAreAccepted() {
        var spec = PipelineSpecs.parse(features("{}") + "serving: {missing: accept}\n", () -> 1);

        assertThat(spec.serving().missing()).isEqualTo(PipelineSpec.Missing.ACCEPT);
        assertThat(PipelineSpecs.fromCanonicalJson(PipelineSpecs.toCanonicalJson(spec)))
                .isEqualTo(spec);
    }

    private static String features(String features) {
        return """
                apiVersion: millrace/v1
                kind: Pipeline
                name: sample
                data: {dataset: rows, label: y, exclude: [x]}
                features: %s
                train: {select: auc, candidates: [{trainer: gradient-boosted-trees}]}
                gates: [{metric: auc, min: 0.5}]
                """.formatted(features);
    }

    private static List<String> codes(org.assertj.core.api.ThrowableAssert.ThrowingCallable parsing) {
        var refused = org.assertj.core.api.Assertions.catchThrowableOfType(SpecException.class, parsing);
        return java.util.Objects.requireNonNull(refused).problems().stream()
                .map(SpecProblem::code)
                .toList();
    }

    private static PipelineSpec learning(String select, String trainer, String gate) {
        return PipelineSpecs.parse("""
                        apiVersion: millrace/v1
                        kind: Pipeline
                        name: sample
                        data: {dataset: rows, label: y}
                        train: {select: %s, candidates: [{trainer: %s}]}
                        gates: [{metric: %s}]
                        """.formatted(select, trainer, gate), () -> 1);
    }

    /** The fields of a line on lines of their own, as block style wants them. */
    private static String flow(String text) {
        return text.replace(", task:", "\n  task:")
                .replace(", positive:", "\n  positive:")
                .replace(", rareClasses:", "\n  rareClasses:");
    }
}
