package dev.millrace.training.learn;

import dev.millrace.pipelines.Metric;
import dev.millrace.pipelines.PipelineSpec.Candidate;
import dev.millrace.pipelines.PipelineSpec.Train;
import dev.millrace.pipelines.Words;
import dev.millrace.training.learn.graph.FeaturePlan;
import dev.millrace.training.learn.judge.RowMetrics;
import dev.millrace.training.learn.rows.CrossValidation;
import dev.millrace.training.learn.rows.Labels;
import dev.millrace.training.learn.rows.LearningRows;
import dev.millrace.training.learn.train.TrainingSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Trains what the specification lists and keeps the best: on the validation rows or, where these are too few to choose by, in
 * a cross-validation of training and validation rows.
 */
final class Candidates {

    /** Differences below it are noise; among such candidates the one listed first wins, so list simple ones first. */
    private static final double TIE = 0.001;

    private final LearningRows rows;
    private final FeaturePlan plan;
    private final long seed;
    private final Steps steps;
    private final List<Candidate> candidates;
    private final Metric metric;

    Candidates(LearningRows rows, FeaturePlan plan, long seed, Steps steps, Train train) {
        this.rows = rows;
        this.plan = plan;
        this.seed = seed;
        this.steps = steps;
        this.candidates = train.candidates();
        this.metric = Metric.of(train.select())
                .orElseThrow(() -> new UnlearnableException("METRIC_UNKNOWN", "cannot select by " + train.select()));
    }

    /** The winner, and why it is. */
    record Best(CandidateModel model, Selection selection) implements AutoCloseable {

        @Override
        public void close() {
            model.close();
        }
    }

    Best best() {
        var turns = candidates.size() > 1 ? rows.turns() : null;
        return turns == null ? byValidationRows() : inTurns(turns);
    }

    private Best byValidationRows() {
        var learn = new LearnCandidate(rows.train(), rows.validation(), plan, seed);
        var models = new ArrayList<CandidateModel>();
        var values = new ArrayList<Double>();
        var judged = rows.validation().labels();
        try {
            for (var candidate : candidates) {
                var model = learn.learn(candidate, steps(candidate, models.size(), candidates.size()));
                models.add(model);
                values.add(value(judged, model.scores(rows.validation())));
            }
            var by = "the %d validation rows".formatted(judged.size());
            return new Best(models.remove(winner(values, metric)), selection(by, values, judged));
        } finally {
            models.forEach(CandidateModel::close);
        }
    }

    /** Only the winner learns from the training rows of the run. */
    private Best inTurns(CrossValidation turns) {
        int trainings = candidates.size() * turns.folds().size() + 1;
        var scores = candidates.stream()
                .map(_ -> (List<float[]>) new ArrayList<float[]>())
                .toList();
        int done = 0;
        for (var fold : turns.folds()) {
            var learn = new LearnCandidate(fold.train(), fold.judges(), plan.refitted(fold.train()), seed);
            for (int i = 0; i < candidates.size(); i++) {
                var candidate = candidates.get(i);
                try (var model = learn.learn(candidate, steps(candidate, done, trainings))) {
                    scores.get(i).add(model.scores(fold.judges()));
                }
                done++;
            }
        }
        var judged = turns.judged();
        var values = scores.stream().map(folds -> value(judged, joined(folds))).toList();
        var winner = candidates.get(winner(values, metric));
        var by = "%s, because only %d validation rows would judge"
                .formatted(turns.method(), rows.validation().size());
        var model = new LearnCandidate(rows.train(), rows.validation(), plan, seed)
                .learn(winner, steps(winner, done, trainings));
        return new Best(model, selection(by, values, judged));
    }

    private TrainingSteps steps(Candidate candidate, int done, int trainings) {
        var name = Words.of(candidate.trainer());
        return (fraction, figures) -> steps.training(name, (done + fraction) / trainings, figures);
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

    private double value(Labels judged, float[] scores) {
        var value = RowMetrics.of(judged, scores).get(metric.key());
        if (value == null) {
            throw new UnlearnableException(
                    "METRIC_UNDEFINED", "the validation rows give no " + metric.key() + " to select by");
        }
        return value;
    }

    private Selection selection(String by, List<Double> values, Labels judged) {
        int winner = winner(values, metric);
        var scored = IntStream.range(0, candidates.size())
                .mapToObj(i -> new Selection.Scored(
                        Words.of(candidates.get(i).trainer()),
                        candidates.get(i).parameters(),
                        values.get(i),
                        i == winner))
                .toList();
        return new Selection(
                metric.key(),
                by,
                scored,
                RowMetrics.ofAnsweringAlike(rows.train().labels(), judged).get(metric.key()));
    }

    private static float[] joined(List<float[]> parts) {
        float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int filled = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, filled, part.length);
            filled += part.length;
        }
        return all;
    }
}
