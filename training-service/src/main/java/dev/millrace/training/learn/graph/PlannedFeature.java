package dev.millrace.training.learn.graph;

import dev.millrace.models.ModelPackage.Feature;
import dev.millrace.training.learn.rows.Labels;
import dev.millrace.training.learn.rows.RawColumn;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What becomes of one raw column, fixed on the training rows. */
public sealed interface PlannedFeature
        permits PlannedFeature.Quantity, PlannedFeature.Category, Effects, Moment, Terms {

    Feature feature();

    /** Columns of numbers that it gives to the matrix. */
    int numbers();

    /**
     * A quantity.
     *
     * @param offset taken away before the cast to 32 bits, so that large numbers stay apart; 0 for most
     */
    record Quantity(Feature feature, double offset) implements PlannedFeature {

        @Override
        public int numbers() {
            return 1;
        }
    }

    /**
     * A name or an identifier, known by its code.
     *
     * @param vocabulary most frequent first; the empty text is the missing value, always in it
     * @param order place of each value, and last of all others, among all of them by what the label was where they occurred:
     *     trees ask whether a code is below another, and neighbours should be alike
     */
    record Category(Feature feature, List<String> vocabulary, List<Integer> order) implements PlannedFeature {
        public Category {
            vocabulary = List.copyOf(vocabulary);
            order = List.copyOf(order);
        }

        static Category of(Feature feature, List<String> vocabulary, RawColumn column, Labels labels) {
            var effects = Effects.fit(feature, vocabulary, column, labels).values();
            var sorted = IntStream.range(0, effects.size())
                    .boxed()
                    .sorted(Comparator.comparing(code -> effects.get(code).getFirst()))
                    .toList();
            return new Category(
                    feature,
                    vocabulary,
                    IntStream.range(0, effects.size()).mapToObj(sorted::indexOf).toList());
        }

        /** Number of different codes. */
        public int cardinality() {
            return vocabulary.size() + 1;
        }

        double[] places() {
            return order.stream().mapToDouble(Integer::doubleValue).toArray();
        }

        @Override
        public int numbers() {
            return 0;
        }
    }
}
