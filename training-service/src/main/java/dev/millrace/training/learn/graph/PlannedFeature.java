package dev.millrace.training.learn.graph;

import dev.millrace.models.ModelPackage.Feature;
import java.util.List;

/** What becomes of one raw column, fixed on the training rows. */
public sealed interface PlannedFeature {

    Feature feature();

    /**
     * A quantity.
     *
     * @param offset taken away before the cast to 32 bits, so that large numbers stay apart; 0 for most
     */
    record Quantity(Feature feature, double offset, double median, double mean, double deviation)
            implements PlannedFeature {}

    /**
     * A name or an identifier, known by its code: the place in the vocabulary, and the place after the last for all others.
     *
     * @param vocabulary most frequent first; the empty text is the missing value, always in it
     */
    record Category(Feature feature, List<String> vocabulary) implements PlannedFeature {
        public Category {
            vocabulary = List.copyOf(vocabulary);
        }

        /** Number of different codes. */
        public int cardinality() {
            return vocabulary.size() + 1;
        }
    }
}
