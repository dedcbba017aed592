package dev.millrace.training.learn;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * How much one run may take.
 *
 * @param memory of the heap; three quarters of it where it is not set
 */
@ConfigurationProperties("millrace.training.learn")
record LearningProperties(@Nullable DataSize memory) {

    LearningProperties {
        if (memory != null && memory.toBytes() < 1) {
            throw new IllegalArgumentException("millrace.training.learn.memory is at least 1 byte");
        }
    }

    /** The limit in bytes for a heap of so many. */
    long memory(long heap) {
        return memory == null ? heap / 4 * 3 : memory.toBytes();
    }
}
