package dev.millrace.serving.prediction.kafka;

import dev.millrace.contracts.PredictionRow;
import org.jspecify.annotations.Nullable;

/** How many bytes parts of a record take in Avro's binary form, or a few more: enough to cut records by. */
final class EncodedSize {

    /** The most that a length, a branch of a union or a number of items takes. */
    private static final int LENGTH = 5;

    private static final int LONG = 10;

    private EncodedSize() {}

    static long of(PredictionRow row) {
        long bytes = of(row.getPredictionId()) + of(row.getPrediction()) + 4 * LENGTH + 2 * LONG;
        bytes += (long) row.getScores().size() * Double.BYTES;
        for (var input : row.getInputs()) {
            bytes += 1 + input(input);
        }
        return bytes;
    }

    private static long input(@Nullable Object value) {
        return switch (value) {
            case null -> 0;
            case String text -> of(text);
            case Boolean truth -> 1;
            default -> Double.BYTES;
        };
    }

    static long of(String text) {
        long bytes = LENGTH;
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            // Half of a character beyond the basic plane: two halves make four bytes.
            int wide = Character.isSurrogate(character) ? 2 : 3;
            bytes += character < 0x80 ? 1 : character < 0x800 ? 2 : wide;
        }
        return bytes;
    }
}
