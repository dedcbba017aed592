package dev.millrace.training.learn.graph;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.millrace.models.EpochSeconds;
import dev.millrace.models.ModelPackage.Feature;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A date, perhaps with a time of day: its parts are numbers. They are computed with whole numbers of 64 bits in the graph, so
 * that no second is lost.
 *
 * @param parts those that are not the same in all training rows
 * @param firstDay the earliest of the training rows, in days since 1 January 1970
 * @see <a href="https://howardhinnant.github.io/date_algorithms.html#civil_from_days">how days become years and months</a>
 */
public record Moment(Feature feature, List<Part> parts, long firstDay) implements PlannedFeature {

    private static final long SECONDS_A_DAY = 86_400;
    private static final double SECONDS_AN_HOUR = 3_600;

    /** 1 March of the year 0, in days before 1970: from then on, nothing that is divided is negative. */
    private static final long DAYS_BEFORE_1970 = 719_468;

    /** Until the year 10000. */
    private static final double LAST = 253_402_300_800.0;

    public Moment {
        parts = List.copyOf(parts);
    }

    /** What a date tells. */
    public enum Part {
        YEAR,
        MONTH,
        /** From 0 for Monday. */
        WEEKDAY,
        /** With its minutes as a fraction. */
        HOUR,
        /** Since the first day of the training rows. */
        DAYS;

        private double of(double seconds, long firstDay) {
            long day = Math.floorDiv((long) Math.floor(seconds), SECONDS_A_DAY);
            var date = LocalDate.ofEpochDay(day);
            return switch (this) {
                case YEAR -> date.getYear();
                case MONTH -> date.getMonthValue();
                case WEEKDAY -> date.getDayOfWeek().getValue() - 1;
                case HOUR -> (seconds - day * SECONDS_A_DAY) / SECONDS_AN_HOUR;
                case DAYS -> day - firstDay;
            };
        }
    }

    /**
     * The parts that differ in these rows.
     *
     * @param seconds as {@link EpochSeconds} counts them
     */
    static Moment of(Feature feature, double[] seconds) {
        double[] known =
                Arrays.stream(seconds).filter(value -> Math.abs(value) <= LAST).toArray();
        double first = Arrays.stream(known).min().orElse(0);
        long firstDay = Math.floorDiv((long) Math.floor(first), SECONDS_A_DAY);
        var parts = Stream.of(Part.values())
                .filter(part -> known.length > 0
                        && Arrays.stream(known)
                                .anyMatch(value -> part.of(value, firstDay) != part.of(known[0], firstDay)))
                .toList();
        return new Moment(feature, parts, firstDay);
    }

    /** For people, such as {@code year, month and hour}. */
    String told() {
        return parts.stream().map(part -> part.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "));
    }

    @Override
    public int numbers() {
        return parts.size();
    }

    /** Adds the nodes and returns the name of the columns. */
    String append(GraphBuilder graph) {
        var seconds = feature.input();
        var known = graph.add(
                "LessOrEqual", List.of(graph.add("Abs", List.of(seconds)), graph.constant(Tensors.scalar(LAST))));
        var filled = graph.add("Where", List.of(known, seconds, graph.constant(Tensors.scalar(0.0))));
        var made = new Calendar(graph).parts(filled, firstDay);
        var columns = new ArrayList<String>();
        parts.forEach(part -> columns.add(made.getOrDefault(part, filled)));
        return graph.add("Where", List.of(known, graph.concat(columns), graph.constant(Tensors.scalar(Double.NaN))));
    }

    /** Arithmetic on columns of whole numbers. */
    private record Calendar(GraphBuilder graph) {

        Map<Part, String> parts(String filled, long firstDay) {
            var whole = graph.cast(graph.add("Floor", List.of(filled)), TensorProto.DataType.INT64);
            var since = graph.add(
                    "Max", List.of(plus(whole, DAYS_BEFORE_1970 * SECONDS_A_DAY), graph.constant(Tensors.scalar(0L))));
            var days = by(since, SECONDS_A_DAY);
            var rest = minus(since, times(days, SECONDS_A_DAY));
            var parts = new EnumMap<Part, String>(Part.class);
            parts.put(Part.WEEKDAY, number(modulo(plus(days, 2), 7)));
            parts.put(
                    Part.HOUR,
                    graph.add("Div", List.of(number(rest), graph.constant(Tensors.scalar(SECONDS_AN_HOUR)))));
            parts.put(Part.DAYS, number(plus(days, -DAYS_BEFORE_1970 - firstDay)));
            yearAndMonth(days, parts);
            return parts;
        }

        /** Years begin in March here, so that the day that some years have more is their last. */
        private void yearAndMonth(String days, Map<Part, String> parts) {
            var era = by(days, 146_097);
            var ofEra = minus(days, times(era, 146_097));
            var leapless = minus(plus(minus(ofEra, by(ofEra, 1_460)), by(ofEra, 36_524)), by(ofEra, 146_096));
            var yearOfEra = by(leapless, 365);
            var before = minus(plus(times(yearOfEra, 365), by(yearOfEra, 4)), by(yearOfEra, 100));
            var month = by(plus(times(minus(ofEra, before), 5), 2), 153);
            var monthOfYear = plus(modulo(plus(month, 2), 12), 1);
            var next = graph.cast(
                    graph.add("LessOrEqual", List.of(monthOfYear, graph.constant(Tensors.scalar(2L)))),
                    TensorProto.DataType.INT64);
            parts.put(Part.MONTH, number(monthOfYear));
            parts.put(Part.YEAR, number(plus(plus(yearOfEra, times(era, 400)), next)));
        }

        private String plus(String left, long right) {
            return plus(left, graph.constant(Tensors.scalar(right)));
        }

        private String plus(String left, String right) {
            return graph.add("Add", List.of(left, right));
        }

        private String minus(String left, String right) {
            return graph.add("Sub", List.of(left, right));
        }

        private String times(String left, long right) {
            return graph.add("Mul", List.of(left, graph.constant(Tensors.scalar(right))));
        }

        private String by(String left, long right) {
            return graph.add("Div", List.of(left, graph.constant(Tensors.scalar(right))));
        }

        private String modulo(String left, long right) {
            return graph.add("Mod", List.of(left, graph.constant(Tensors.scalar(right))));
        }

        private String number(String whole) {
            return graph.cast(whole, TensorProto.DataType.DOUBLE);
        }
    }
}
