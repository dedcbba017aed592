package dev.millrace.pipelines;

import dev.millrace.pipelines.PipelineSpec.Gate;
import dev.millrace.values.NearestName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code gates}: every bound becomes a condition of its own, so that each has its own figure and verdict. */
final class GatesSection {

    private final DataSpec data;
    private final List<Gate> gates = new ArrayList<>();
    private final Map<String, Double> highestMin = new HashMap<>();
    private final Map<String, Double> lowestMax = new HashMap<>();

    GatesSection(DataSpec data) {
        this.data = data;
    }

    List<Gate> read(Place place) {
        var items = place.items(50);
        if (items.isEmpty() && (!place.present() || place.isSequence())) {
            place.problem(
                    "GATES_EMPTY",
                    "At least one gate is needed: without one every candidate, however bad, would replace the model in"
                            + " service. Write for example gates: [{metric: auc, min: 0.6}].");
        }
        items.forEach(this::gate);
        return gates;
    }

    private void gate(Place place) {
        var fields = place.fields("metric", "slice", "min", "max", "maxDropFromChampion", "maxRiseFromChampion");
        var metric = TrainSection.metric(fields.at("metric").required());
        var slice = slice(fields.at("slice"));
        var min = fields.at("min");
        var max = fields.at("max");
        var drop = fields.at("maxDropFromChampion");
        var rise = fields.at("maxRiseFromChampion");
        if (List.of(min, max, drop, rise).stream().noneMatch(Place::present)) {
            place.problem(
                    "MISSING_FIELD", "A gate needs a bound: min, max, maxDropFromChampion or maxRiseFromChampion.");
        }
        if (min.present()) {
            double bound = min.number(metric.lowest(), metric.lowest(), metric.highest());
            gates.add(new Gate(metric.key(), slice, bound, null, null, null));
            highestMin.merge(metric + "/" + slice, bound, Math::max);
        }
        if (max.present()) {
            double bound = max.number(metric.highest(), metric.lowest(), metric.highest());
            gates.add(new Gate(metric.key(), slice, null, bound, null, null));
            lowestMax.merge(metric + "/" + slice, bound, Math::min);
        }
        comparison(drop, slice).ifPresent(bound -> gates.add(new Gate(metric.key(), slice, null, null, bound, null)));
        comparison(rise, slice).ifPresent(bound -> gates.add(new Gate(metric.key(), slice, null, null, null, bound)));
        if (rise.present() && metric.higherIsBetter()) {
            rise.problem(
                    "CONTRADICTION",
                    "%s is better the higher it is: bound it by maxDropFromChampion.".formatted(metric.key()));
        }
        contradiction(place, metric + "/" + slice);
    }

    private static Optional<Double> comparison(Place place, @Nullable String slice) {
        if (!place.present()) {
            return Optional.empty();
        }
        if (slice != null) {
            place.problem("CONTRADICTION", "The champion is compared on all test rows only: leave the slice out.");
        }
        return Optional.of(place.number(0, -1e300, 1e300));
    }

    private void contradiction(Place place, String what) {
        double min = Objects.requireNonNullElse(highestMin.get(what), Double.NEGATIVE_INFINITY);
        double max = Objects.requireNonNullElse(lowestMax.get(what), Double.POSITIVE_INFINITY);
        if (min > max) {
            place.problem(
                    "CONTRADICTION",
                    "No value passes: at least %s and at most %s."
                            .formatted(CanonicalJson.number(min), CanonicalJson.number(max)));
        }
    }

    private @Nullable String slice(Place place) {
        if (!place.present()) {
            return null;
        }
        var slice = place.text("");
        int equals = slice.indexOf('=');
        if (equals <= 0) {
            place.problem("TYPE", "A slice is column=value, such as payment_type=Cash.");
        } else if (data.slices().stream().noneMatch(column -> slice.startsWith(column + "="))) {
            place.problem(
                    "SLICE_UNKNOWN",
                    "%s is not among data.slices%s"
                            .formatted(
                                    slice.substring(0, equals),
                                    NearestName.hint(slice.substring(0, equals), data.slices())));
        }
        return slice;
    }
}
