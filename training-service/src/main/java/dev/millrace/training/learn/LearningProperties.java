package dev.millrace.training.learn;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How much one run may read.
 *
 * @param maxCells rows times columns; what the heap holds where it is not set
 */
@ConfigurationProperties("millrace.training.learn")
record LearningProperties(@Nullable Long maxCells) {

    /** The table, its parts, the matrix and the trainer's own form of it; a text takes about a hundred of them. */
    private static final long BYTES_A_CELL = 160;

    LearningProperties {
        if (maxCells != null && maxCells < 1) {
            throw new IllegalArgumentException("millrace.training.learn.max-cells is at least 1");
        }
    }

    /** The limit for a heap of so many bytes. */
    long cells(long heap) {
        return maxCells == null ? heap / BYTES_A_CELL : maxCells;
    }
}
