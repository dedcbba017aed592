package dev.millrace.training.learn;

import dev.millrace.pipelines.PipelineSpec.Candidate;
import dev.millrace.pipelines.PipelineSpec.Trainer;
import dev.millrace.pipelines.Words;
import dev.millrace.training.learn.graph.FeaturePlan;
import dev.millrace.training.learn.graph.GraphBuilder;
import dev.millrace.training.learn.graph.Transform;
import dev.millrace.training.learn.rows.Part;
import dev.millrace.training.learn.train.BoostedTreesTrainer;
import dev.millrace.training.learn.train.LearnedHead;
import dev.millrace.training.learn.train.LinearRegressionTrainer;
import dev.millrace.training.learn.train.LogisticTrainer;
import dev.millrace.training.learn.train.ModelTrainer;
import dev.millrace.training.learn.train.Parameters;
import dev.millrace.training.learn.train.TrainingSteps;

/** Learns one candidate after the other from the same rows and features. */
final class LearnCandidate {

    private final Part train;
    private final FeaturePlan plan;
    private final long seed;
    private final TrainingMatrices matrices;

    /** @param validation rows that may only decide when to stop */
    LearnCandidate(Part train, Part validation, FeaturePlan plan, long seed) {
        this.train = train;
        this.plan = plan;
        this.seed = seed;
        this.matrices = new TrainingMatrices(train, validation, plan);
    }

    CandidateModel learn(Candidate candidate, TrainingSteps steps) {
        ModelTrainer trainer = trainer(candidate.trainer());
        Transform transform = matrices.transform(trainer.form());
        Parameters parameters = Parameters.of(candidate);
        LearnedHead head = trainer.train(
                transform, matrices.train(transform), () -> matrices.validation(transform), parameters, seed, steps);
        return new CandidateModel(
                Words.of(candidate.trainer()),
                parameters,
                transform,
                head,
                train.labels().outputs(),
                whole(transform, head));
    }

    private byte[] whole(Transform transform, LearnedHead head) {
        GraphBuilder graph = new GraphBuilder(plan.signature());
        head.append(graph, transform.append(graph), train.labels().outputs());
        return graph.build();
    }

    private static ModelTrainer trainer(Trainer kind) {
        return switch (kind) {
            case LOGISTIC_REGRESSION -> new LogisticTrainer();
            case LINEAR_REGRESSION -> new LinearRegressionTrainer();
            case GRADIENT_BOOSTED_TREES -> new BoostedTreesTrainer();
        };
    }
}
