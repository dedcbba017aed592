package dev.millrace.training.learn;

import dev.millrace.pipelines.Metric;
import dev.millrace.pipelines.PipelineSpec.Candidate;
import dev.millrace.pipelines.PipelineSpec.Train;
import dev.millrace.pipelines.PipelineSpec.Trainer;
import dev.millrace.pipelines.Words;
import dev.millrace.training.learn.graph.FeaturePlan;
import dev.millrace.training.learn.graph.GraphBuilder;
import dev.millrace.training.learn.graph.Transform;
import dev.millrace.training.learn.rows.LearningRows;
import dev.millrace.training.learn.train.BoostedTreesTrainer;
import dev.millrace.training.learn.train.LearnedHead;
import dev.millrace.training.learn.train.LinearRegressionTrainer;
import dev.millrace.training.learn.train.LogisticTrainer;
import dev.millrace.training.learn.train.Matrix;
import dev.millrace.training.learn.train.ModelTrainer;
import dev.millrace.training.learn.train.Parameters;
import java.util.ArrayList;
import java.util.List;

/** Trains what the specification lists and keeps the best on the validation rows. */
final class Candidates {

    /** Differences below it are noise; among such candidates the one listed first wins, so list simple ones first. */
    private static final double TIE = 0.001;

    private static final List<ModelTrainer> TRAINERS =
            List.of(new LogisticTrainer(), new LinearRegressionTrainer(), new BoostedTreesTrainer());

    private final LearningRows rows;
    private final FeaturePlan plan;
    private final long seed;
    private final Steps steps;
    private final TrainingMatrices matrices;

    Candidates(LearningRows rows, FeaturePlan plan, long seed, Steps steps) {
        this.rows = rows;
        this.plan = plan;
        this.seed = seed;
        this.steps = steps;
        this.matrices = new TrainingMatrices(rows, plan);
    }

    /** The winner; all others are closed. */
    CandidateModel best(Train train) {
        Metric metric = Metric.of(train.select())
                .orElseThrow(() -> new UnlearnableException("METRIC_UNKNOWN", "cannot select by " + train.select()));
        List<CandidateModel> models = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        try {
            for (Candidate candidate : train.candidates()) {
                CandidateModel model =
                        learn(candidate, models.size(), train.candidates().size());
                models.add(model);
                values.add(value(model, metric));
            }
            return models.remove(winner(values, metric));
        } finally {
            models.forEach(CandidateModel::close);
        }
    }

    /** The first that is no worse than the best by more than noise. */
    static int winner(List<Double> values, Metric metric) {
        double best = values.stream()
                .reduce((a, b) -> metric.drop(a, b) <= 0 ? a : b)
                .orElseThrow(() -> new UnlearnableException("CANDIDATES_EMPTY", "no candidate is given"));
        double tie = TIE * Math.max(1, Math.abs(best));
        int first = 0;
        while (metric.drop(values.get(first), best) > tie) {
            first++;
        }
        return first;
    }

    private double value(CandidateModel model, Metric metric) {
        Double value = model.metrics(rows.validation()).get(metric.key());
        if (value == null) {
            throw new UnlearnableException(
                    "METRIC_UNDEFINED", "the validation rows give no " + metric.key() + " to select by");
        }
        return value;
    }

    private CandidateModel learn(Candidate candidate, int index, int count) {
        ModelTrainer trainer = trainer(candidate.trainer());
        String name = Words.of(candidate.trainer());
        Transform transform = matrices.transform(trainer.form());
        Matrix train = matrices.train(transform);
        Matrix validation = matrices.validation(transform);
        Parameters parameters = Parameters.of(candidate);
        LearnedHead head = trainer.train(
                transform,
                train,
                validation,
                parameters,
                seed,
                (fraction, figures) -> steps.training(name, (index + fraction) / count, figures));
        return new CandidateModel(
                name, parameters, transform, head, rows.train().labels().outputs(), whole(transform, head));
    }

    private byte[] whole(Transform transform, LearnedHead head) {
        GraphBuilder graph = new GraphBuilder(plan.signature());
        head.append(graph, transform.append(graph), rows.train().labels().outputs());
        return graph.build();
    }

    private static ModelTrainer trainer(Trainer kind) {
        return TRAINERS.stream()
                .filter(trainer -> trainer.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new UnlearnableException("TRAINER_UNKNOWN", "nobody here learns " + kind));
    }
}
