package dev.millrace.training.learn;

import ai.onnxruntime.OrtEnvironment;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import dev.millrace.models.ModelPackage;
import dev.millrace.models.ModelPackages;
import dev.millrace.models.Provenance;
import dev.millrace.pipelines.PipelineSpec;
import dev.millrace.training.learn.graph.FeaturePlan;
import dev.millrace.training.learn.judge.BaselineOfRows;
import dev.millrace.training.learn.judge.GoldenRowsOfTest;
import dev.millrace.training.learn.judge.SlicesOfRows;
import dev.millrace.training.learn.judge.TestPredictions;
import dev.millrace.training.learn.judge.TogetherOfRows;
import dev.millrace.training.learn.judge.UnseenRows;
import dev.millrace.training.learn.rows.LearningRows;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;

/** Stores everything that belongs to a model, the manifest last, so that a manifest never names what is not there. */
final class PackModel {

    /** Longer lists of versions and parts stand in the data manifest alone. */
    private static final int LISTED = 16;

    private final ArtifactStore artifacts;
    private final ModelPackages packages;
    private final TestPredictions predictions;
    private final Clock clock;

    PackModel(ArtifactStore artifacts, ModelPackages packages, TestPredictions predictions, Clock clock) {
        this.artifacts = artifacts;
        this.packages = packages;
        this.predictions = predictions;
        this.clock = clock;
    }

    Digest pack(LearningTask task, LearningRows rows, FeaturePlan plan, CandidateModel model, Learned.Metrics metrics) {
        var test = rows.test();
        var labels = test.labels();
        var outputs = labels.outputs();
        float[] scores = model.scores(test);
        float[] validation = model.scores(rows.validation());
        // Writing a file hardly uses a second processor, so it goes on beside the counting.
        var tested = ForkJoinPool.commonPool().submit(() -> predictions.write(plan.signature(), test, scores));
        var golden = GoldenRowsOfTest.of(model.graph(), plan.signature(), test);
        var unseen = new UnseenRows(
                List.of(rows.validation().rows(), test.rows()), rows.unseen(), outputs, joined(validation, scores));
        var counted = BaselineOfRows.of(plan, rows.all(), model.importances(), unseen, watched(task.spec()));
        var baseline = TogetherOfRows.in(
                counted,
                plan.features().stream().map(each -> each.feature().name()).toList(),
                rows.train().rows(),
                unseen);
        var slices = SlicesOfRows.of(baseline, task.spec().data().slices(), rows.all(), unseen);
        return packages.write(new ModelPackage(
                ModelPackages.FORMAT,
                task.spec().name(),
                task.runId(),
                ModelPackage.Target.of(outputs),
                plan.signature(),
                new ModelPackage.Parts(
                        artifacts.put(model.onnx()).hex(),
                        packages.write(golden).hex(),
                        packages.write(baseline).hex(),
                        packages.write(slices),
                        metrics.slices().hex(),
                        tested.join().hex(),
                        packages.write(rows.learned()).hex()),
                Map.of(
                        "train", metrics.train(),
                        "validation", metrics.validation(),
                        "test", metrics.test(),
                        "baseline", metrics.baseline()),
                outputs.confusion(labels.values(), scores),
                provenance(task, rows, plan, model)));
    }

    /** Columns that are watched also where they are not learned from. */
    private static List<String> watched(PipelineSpec spec) {
        return Stream.concat(spec.monitor().critical().stream(), spec.data().slices().stream())
                .distinct()
                .toList();
    }

    private static float[] joined(float[] first, float[] second) {
        float[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private Provenance provenance(LearningTask task, LearningRows rows, FeaturePlan plan, CandidateModel model) {
        var data = task.data();
        var parameters = new TreeMap<String, String>(model.parameters().spelled());
        parameters.put("data-manifest", data.manifest().hex());
        RowFacts.sample(rows).ifPresent(sample -> parameters.put("sample", sample));
        parameters.put("rows-unlabelled", String.valueOf(rows.leftOut().unlabelled()));
        parameters.put("rows-of-rare-classes", String.valueOf(rows.leftOut().rare()));
        plan.dropped().forEach((column, reason) -> parameters.put("dropped:" + column, reason));
        return new Provenance(
                new Provenance.Data(
                        data.dataset(),
                        listed(data.versions()),
                        listed(data.parts().stream().map(Digest::hex).toList())),
                new Provenance.Recipe(
                        task.specDigest(),
                        task.pipelineVersion(),
                        model.trainer(),
                        parameters,
                        task.spec().data().split().seed()),
                new Provenance.Split(
                        rows.train().size(),
                        rows.validation().size(),
                        rows.test().size(),
                        rows.testRowsDigest()),
                clock.instant(),
                "onnxruntime " + OrtEnvironment.getEnvironment().getVersion() + ", java " + Runtime.version(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    }

    private static <T> List<T> listed(List<T> all) {
        return all.size() <= LISTED ? all : List.of();
    }
}
