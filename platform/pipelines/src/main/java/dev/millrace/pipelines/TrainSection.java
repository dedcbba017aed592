package dev.millrace.pipelines;

import dev.millrace.pipelines.PipelineSpec.Candidate;
import dev.millrace.pipelines.PipelineSpec.Train;
import dev.millrace.pipelines.PipelineSpec.Trainer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code train}: who competes, with which numbers, and by what the winner is chosen. */
final class TrainSection {

    private TrainSection() {}

    static Train read(Place place) {
        Fields train = place.required().fields("select", "candidates");
        Place candidates = train.at("candidates").required();
        Set<Candidate> read = new LinkedHashSet<>();
        for (Place item : candidates.items(20)) {
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
        Map<String, Metric> metrics = new LinkedHashMap<>();
        for (Metric metric : Metric.values()) {
            metrics.put(metric.key(), metric);
        }
        return place.choice(metrics, Metric.AUC, "METRIC_UNKNOWN");
    }

    private static Candidate candidate(Place place) {
        Fields candidate = place.fields("trainer", "parameters");
        Trainer trainer = candidate
                .at("trainer")
                .required()
                .choice(Words.TRAINERS, Trainer.LOGISTIC_REGRESSION, "TRAINER_UNKNOWN");
        List<TrainerParameter> known = TrainerParameter.of(trainer);
        Fields given = candidate
                .at("parameters")
                .fields(known.stream().map(TrainerParameter::name).toArray(String[]::new));
        Map<String, Double> parameters = new LinkedHashMap<>();
        for (TrainerParameter parameter : known) {
            Place value = given.at(parameter.name());
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
