package dev.millrace.serving.prediction;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Names predictions {@code <partition>-<unique>}: the partition of {@code inference.logged} that this instance writes
 * to at the moment, so that a label finds its prediction, and a part that no other process and no later start makes again.
 */
public final class PredictionIds {

    private static final int RADIX = 36;
    private static final int RANDOM_BITS = 64;

    private final String process = new BigInteger(RANDOM_BITS, new SecureRandom()).toString(RADIX) + "-";
    private final AtomicLong next = new AtomicLong();
    private volatile Prefix prefix = new Prefix(0, "0-" + process);

    private record Prefix(int partition, String text) {}

    /** From now on predictions are logged to this partition. */
    public void assign(int partition) {
        prefix = new Prefix(partition, partition + "-" + process);
    }

    Range take(int rows) {
        return new Range(prefix, next.getAndAdd(rows));
    }

    /** Consecutive names, spelt out only when they are asked for. */
    static final class Range {

        private final Prefix prefix;
        private final long first;

        private Range(Prefix prefix, long first) {
            this.prefix = prefix;
            this.first = first;
        }

        int partition() {
            return prefix.partition();
        }

        String id(int row) {
            return prefix.text() + Long.toString(first + row, RADIX);
        }
    }
}
