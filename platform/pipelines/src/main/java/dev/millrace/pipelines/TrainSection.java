package dev.millrace.pipelines;

import dev.millrace.pipelines.PipelineSpec.Candidate;
import dev.millrace.pipelines.PipelineSpec.Train;
import dev.millrace.pipelines.PipelineSpec.Trainer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;

/** Reads {@code train}: who competes, with which numbers, and by what the winner is chosen. */
final class TrainSection {

    private TrainSection() {}

    static Train read(Place place) {
        var train = place.required().fields("select", "candidates");
        var candidates = train.at("candidates").required();
        var read = new LinkedHashSet<Candidate>();
        for (var item : candidates.items(20)) {
            if (!read.add(candidate(item))) {
                item.problem("DUPLICATE", "The same candidate stands here a second time.");
            }
        }
        if (candidates.present() && read.isEmpty()) {
            candidates.problem("CANDIDATES_EMPTY", "At least one candidate is needed.");
        }
        return new Train(metric(train.at("select").required()).key(), List.copyOf(read));
    }

    static Metric metric(Place place) {
        var metrics = new LinkedHashMap<String, Metric>();
        for (var metric : Metric.values()) {
            metrics.put(metric.key(), metric);
        }
        return place.choice(metrics, Metric.AUC, "METRIC_UNKNOWN");
    }

    private static Candidate candidate(Place place) {
        var candidate = place.fields("trainer", "parameters");
        var trainer = candidate
                .at("trainer")
                .required()
                .choice(Words.TRAINERS, Trainer.LOGISTIC_REGRESSION, "TRAINER_UNKNOWN");
        var known = TrainerParameter.of(trainer);
        var given = candidate
                .at("parameters")
                .fields(known.stream().map(TrainerParameter::name).toArray(String[]::new));
        var parameters = new LinkedHashMap<String, Double>();
        for (var parameter : known) {
            var value = given.at(parameter.name());
            parameters.put(
                    parameter.name(),
                    parameter.whole()
                            ? (double) value.whole(
                                    (long) parameter.standard(), (long) parameter.lowest(), (long) parameter.highest())
                            : value.number(parameter.standard(), parameter.lowest(), parameter.highest()));
        }
        return new Candidate(trainer, parameters);
    }
}
