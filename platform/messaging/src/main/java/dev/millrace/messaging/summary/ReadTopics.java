package dev.millrace.messaging.summary;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The topics that the service reads, of all projects and replicas together. */
@FunctionalInterface
public interface ReadTopics {

    List<Figures> figures();

    /**
     * How one topic is.
     *
     * @param lastHour records that came in the last hour; null where the broker did not say
     * @param lag records that wait to be read; null where each replica reads the whole topic, or the broker did not say
     */
    record Figures(
            String topic, @Nullable Long lastHour, @Nullable Long lag) {}
}
