package dev.millrace.messaging.summary;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a feature tells of its own things. It looks them up in indexes, and loads no more than it lists. Every bean of this type is
 * asked, at most once a second for each project.
 */
public interface SummarySource {

    /** @param most things that want a person, the worst and newest first */
    Share of(String project, int most);

    /**
     * A feature's share of the summary.
     *
     * @param counts how many there are; what comes and goes is counted over the last 24 hours
     * @param hours the same hour by hour, oldest first; empty where that says nothing
     * @param attention what wants a person
     */
    record Share(Map<String, Long> counts, List<Hour> hours, List<Attention> attention) {

        public Share {
            counts = Map.copyOf(counts);
            hours = List.copyOf(hours);
            attention = List.copyOf(attention);
        }

        public static Share of(Map<String, Long> counts, List<Attention> attention) {
            return new Share(counts, List.of(), attention);
        }
    }

    /** How many began in the hour from this instant on, by what became of them. */
    record Hour(Instant from, Map<String, Long> counts) {
        public Hour {
            counts = Map.copyOf(counts);
        }
    }
}
