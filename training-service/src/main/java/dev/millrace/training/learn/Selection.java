package dev.millrace.training.learn;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the winner was chosen among the candidates.
 *
 * @param metric that the specification selects by
 * @param by which rows judged the candidates, for people
 * @param candidates in the order of the specification
 * @param baseline what answering all of these rows alike is worth; null where the metric has no value for it
 */
public record Selection(
        String metric,
        String by,
        List<Scored> candidates,
        @Nullable Double baseline) {

    public Selection {
        candidates = List.copyOf(candidates);
    }

    /**
     * A candidate with its value of the metric.
     *
     * @param parameters that the specification gives it
     * @param won whether it is the winner
     */
    public record Scored(String trainer, Map<String, Double> parameters, double value, boolean won) {
        public Scored {
            parameters = Map.copyOf(parameters);
        }
    }
}
