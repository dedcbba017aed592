package dev.millrace.training.learn.train;

import dev.millrace.models.Binning;
import dev.millrace.pipelines.PipelineSpec.Candidate;
import dev.millrace.pipelines.TrainerParameter;
import dev.millrace.training.learn.UnlearnableException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** A trainer's numbers, complete and within their ranges. */
public final class Parameters {

    private final Map<String, Double> values = new LinkedHashMap<>();

    private Parameters() {}

    /** @throws UnlearnableException when a number is out of its range */
    public static Parameters of(Candidate candidate) {
        var parameters = new Parameters();
        for (var parameter : TrainerParameter.of(candidate.trainer())) {
            double value = candidate.parameters().getOrDefault(parameter.name(), parameter.standard());
            boolean inRange = value >= parameter.lowest() && value <= parameter.highest();
            if (!inRange || (parameter.whole() && value != Math.rint(value))) {
                throw new UnlearnableException(
                        "PARAMETER_OUT_OF_RANGE",
                        parameter.name() + " is " + value + ", allowed are " + parameter.lowest() + " to "
                                + parameter.highest());
            }
            parameters.values.put(parameter.name(), value);
        }
        return parameters;
    }

    double number(String name) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the trainer has no parameter " + name);
        }
        return value;
    }

    int whole(String name) {
        return (int) number(name);
    }

    /** As a person would write them, by name. */
    public Map<String, String> spelled() {
        var spelled = new TreeMap<String, String>();
        values.forEach((name, value) -> spelled.put(name, Binning.category(value)));
        return spelled;
    }
}
