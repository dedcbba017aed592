package dev.millrace.training.learn;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import dev.millrace.datasets.Datasets;
import dev.millrace.models.ModelPackages;
import dev.millrace.pipelines.PipelineSpec.Data;
import dev.millrace.training.learn.graph.FeaturePlan;
import dev.millrace.training.learn.judge.ChampionScore;
import dev.millrace.training.learn.judge.LabelLeaks;
import dev.millrace.training.learn.judge.SliceMetrics;
import dev.millrace.training.learn.judge.TestPredictions;
import dev.millrace.training.learn.rows.LearningRows;
import dev.millrace.training.learn.rows.ReadRows;
import dev.millrace.training.learn.rows.Table;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Learns in this process: DuckDB reads, the transform graph makes the matrix, trainers compete, the best is packed. */
public final class LearnFromRows implements LearnModel {

    static final String TASK = "binary-classification";

    private final ReadRows read;
    private final ModelPackages packages;
    private final PackModel pack;

    /** @param maxCells rows times columns that one run may read */
    public LearnFromRows(Datasets datasets, ArtifactStore artifacts, Clock clock, long maxCells) {
        this.read = new ReadRows(datasets, artifacts, maxCells);
        this.packages = new ModelPackages(artifacts);
        this.pack = new PackModel(artifacts, packages, new TestPredictions(datasets, artifacts), clock);
    }

    @Override
    public Learned learn(LearningTask task, Supplier<Optional<Champion>> champion, Progress progress) {
        Steps steps = new Steps(progress);
        Data data = task.spec().data();
        var from = task.data();
        steps.at("reading", 0, Map.of("parts", String.valueOf(from.parts().size())));
        SpecCheck.metrics(task.spec());
        Table read = this.read.read(from.parts(), from.types(), data.derive());
        SpecCheck.columns(task.spec(), read);
        LearningRows rows = LearningRows.of(read, data);
        steps.at("planning", 0.05, sizes(rows));
        FeaturePlan plan = FeaturePlan.of(rows.all(), rows.train().rows(), data.label(), data.exclude());
        long seed = data.split().seed();
        try (CandidateModel best =
                new Candidates(rows, plan, seed, steps).best(task.spec().train())) {
            steps.at("judging", 0.8, Map.of("trainer", best.trainer()));
            return judged(task, rows, plan, best, champion, steps);
        }
    }

    private Learned judged(
            LearningTask task,
            LearningRows rows,
            FeaturePlan plan,
            CandidateModel best,
            Supplier<Optional<Champion>> champion,
            Steps steps) {
        PackModel.Metrics metrics = new PackModel.Metrics(
                best.metrics(rows.train()), best.metrics(rows.validation()), best.metrics(rows.test()));
        Digest slices = packages.write(SliceMetrics.of(
                rows.test().rows(),
                rows.test().labels(),
                best.scores(rows.test()),
                CandidateModel.THRESHOLD,
                task.spec().data().slices()));
        steps.at("packing", 0.9, Map.of());
        Digest digest = pack.pack(task, rows, plan, best, metrics, slices);
        steps.at("comparing", 0.95, Map.of());
        Champion rival = champion.get().orElse(null);
        ChampionScore compared = rival == null
                ? new ChampionScore(Map.of(), null)
                : ChampionScore.of(packages, rival.packageDigest(), rows.test());
        return new Learned(
                digest,
                TASK,
                metrics.train(),
                metrics.validation(),
                metrics.test(),
                slices,
                rival,
                compared.metrics(),
                compared.problem(),
                rows.testRowsDigest(),
                best.trainer(),
                best.parameters().spelled(),
                task.spec().data().split().seed(),
                LabelLeaks.of(plan, rows.train(), task.spec().data().label()));
    }

    private static Map<String, String> sizes(LearningRows rows) {
        return Map.of(
                "train", String.valueOf(rows.train().size()),
                "validation", String.valueOf(rows.validation().size()),
                "test", String.valueOf(rows.test().size()),
                "unlabelled", String.valueOf(rows.unlabelled()));
    }
}
