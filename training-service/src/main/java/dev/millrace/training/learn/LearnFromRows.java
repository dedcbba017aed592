package dev.millrace.training.learn;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import dev.millrace.datasets.Datasets;
import dev.millrace.models.ModelPackages;
import dev.millrace.pipelines.DataSpec;
import dev.millrace.pipelines.Metric;
import dev.millrace.pipelines.PipelineSpec;
import dev.millrace.pipelines.PipelineSpec.Candidate;
import dev.millrace.pipelines.PipelineSpec.Trainer;
import dev.millrace.training.learn.graph.FeaturePlan;
import dev.millrace.training.learn.graph.Transform;
import dev.millrace.training.learn.judge.ChampionScore;
import dev.millrace.training.learn.judge.LabelLeaks;
import dev.millrace.training.learn.judge.RowMetrics;
import dev.millrace.training.learn.judge.SliceMetrics;
import dev.millrace.training.learn.judge.TestPredictions;
import dev.millrace.training.learn.rows.DeclaredKinds;
import dev.millrace.training.learn.rows.Labels;
import dev.millrace.training.learn.rows.LearningRows;
import dev.millrace.training.learn.rows.Part;
import dev.millrace.training.learn.rows.ReadRows;
import dev.millrace.training.learn.rows.RunMemory;
import dev.millrace.training.learn.rows.Table;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Learns in this process: DuckDB reads, the transform graph makes the matrix, trainers compete, the best is packed. */
public final class LearnFromRows implements LearnModel {

    private final ReadRows read;
    private final RunMemory memory;
    private final ModelPackages packages;
    private final PackModel pack;

    public LearnFromRows(Datasets datasets, ArtifactStore artifacts, Clock clock, RunMemory memory) {
        this.read = new ReadRows(datasets, artifacts, memory);
        this.memory = memory;
        this.packages = new ModelPackages(artifacts);
        this.pack = new PackModel(artifacts, packages, new TestPredictions(datasets, artifacts), clock);
    }

    @Override
    public Learned learn(LearningTask task, Supplier<Optional<Champion>> champion, Progress progress) {
        Steps steps = new Steps(progress);
        DataSpec data = task.spec().data();
        var from = task.data();
        steps.at("reading", 0, Map.of("parts", String.valueOf(from.parts().size())));
        SpecCheck.tasks(task.spec());
        Set<Trainer> trainers = trainers(task.spec());
        ReadRows.Read stored = this.read.read(from.parts(), from.types(), data, trainers);
        SpecCheck.columns(task.spec(), stored.table());
        Table read = DeclaredKinds.of(stored.table(), task.spec().features());
        LearningRows rows = LearningRows.of(
                stored.with(read),
                task.spec(),
                task.known(),
                ChampionScore.classes(packages, champion.get().orElse(null)));
        steps.at("planning", 0.05, RowFacts.of(rows));
        FeaturePlan plan = FeaturePlan.of(rows.all(), rows.train(), task.spec());
        memory.checkMatrix(
                rows.train().size() + (long) rows.validation().size(),
                Transform.forTrees(plan).width(),
                trainers);
        try (Candidates.Best best = new Candidates(
                        rows, plan, data.split().seed(), steps, task.spec().train())
                .best()) {
            steps.at("judging", 0.8, Map.of("trainer", best.model().trainer()));
            return judged(task, rows, plan, best, champion, steps);
        }
    }

    private static Set<Trainer> trainers(PipelineSpec spec) {
        return spec.train().candidates().stream().map(Candidate::trainer).collect(Collectors.toSet());
    }

    private Learned judged(
            LearningTask task,
            LearningRows rows,
            FeaturePlan plan,
            Candidates.Best winner,
            Supplier<Optional<Champion>> champion,
            Steps steps) {
        CandidateModel best = winner.model();
        Learned.Metrics metrics = metrics(task, rows, best);
        double parity = best.parity(rows.test());
        steps.at("packing", 0.9, Map.of());
        Digest digest = pack.pack(task, rows, plan, best, metrics);
        steps.at("comparing", 0.95, Map.of());
        Labels labels = rows.train().labels();
        return new Learned(
                digest,
                new KnownTarget(task.spec().data().label(), labels.task().key(), RowFacts.positive(labels)),
                metrics,
                comparison(champion.get().orElse(null), task, rows, best),
                new Learned.Recipe(
                        best.trainer(),
                        parameters(rows, best),
                        task.spec().data().split().seed()),
                winner.selection(),
                facts(rows, parity),
                plan.choices(),
                warnings(task, rows, plan, metrics));
    }

    private static Map<String, String> parameters(LearningRows rows, CandidateModel best) {
        Map<String, String> parameters = new TreeMap<>(best.parameters().spelled());
        RowFacts.sample(rows).ifPresent(sample -> parameters.put("sample", sample));
        return parameters;
    }

    private Learned.Metrics metrics(LearningTask task, LearningRows rows, CandidateModel best) {
        Part test = rows.test();
        Digest slices = packages.write(SliceMetrics.of(
                test.rows(),
                test.labels(),
                best.scores(test),
                task.spec().data().slices()));
        return new Learned.Metrics(
                best.metricsOfSome(rows.train()),
                best.metrics(rows.validation()),
                best.metrics(test),
                RowMetrics.ofAnsweringAlike(rows.train().labels(), test.labels()),
                slices);
    }

    private Learned.Comparison comparison(
            @Nullable Champion rival, LearningTask task, LearningRows rows, CandidateModel best) {
        ChampionScore score = rival == null
                ? ChampionScore.NONE
                : ChampionScore.of(
                        packages,
                        rival.packageDigest(),
                        rows.test(),
                        best.scores(rows.test()),
                        task.spec().train().select());
        return new Learned.Comparison(
                rival, score.metrics(), score.problem(), score.beaten(), rows.testRowsDigest(), score.own());
    }

    private static Map<String, String> facts(LearningRows rows, double parity) {
        Map<String, String> facts = RowFacts.of(rows);
        facts.put("parity", String.format(Locale.ROOT, "%.1e", parity));
        return facts;
    }

    private static List<Warning> warnings(
            LearningTask task, LearningRows rows, FeaturePlan plan, Learned.Metrics metrics) {
        String label = task.spec().data().label();
        List<Warning> warnings = new ArrayList<>(LabelLeaks.of(plan, rows.train(), label));
        warnings.addAll(rows.warnings());
        noGain(task.spec().train().select(), label, metrics).ifPresent(warnings::add);
        return warnings;
    }

    private static Optional<Warning> noGain(String select, String label, Learned.Metrics metrics) {
        Double value = metrics.test().get(select);
        Double baseline = metrics.baseline().get(select);
        boolean gains = value == null
                || baseline == null
                || Metric.of(select).stream().allMatch(metric -> metric.drop(value, baseline) < 0);
        return gains
                ? Optional.empty()
                : Optional.of(new Warning(
                        "NO_GAIN_OVER_BASELINE",
                        label,
                        "the model says no more about %s than answering every row alike: %s %.4f, and that %.4f"
                                .formatted(label, select, value, baseline)));
    }
}
