package dev.millrace.local.client;

import dev.millrace.local.stack.PartState;
import java.util.List;

/**
 * Everything that {@code status} tells, as the services sum it up themselves.
 *
 * @param models the first of them, by name
 * @param moreModels whether there are others
 * @param unanswered what is not known, so that nobody takes silence for good news
 */
public record Situation(
        List<PartState> processes,
        List<Wanted> wanted,
        List<Model> models,
        boolean moreModels,
        List<Lag> lag,
        List<Parked> parked,
        List<Cascade> cascades,
        List<Unanswered> unanswered) {

    /** What a service was asked about. */
    public enum About {
        SUMMARY,
        LAG,
        MODELS,
        CASCADES
    }

    /** What a service did not say, and why. */
    public record Unanswered(About about, String service, String reason) {}

    /**
     * Something that wants a person.
     *
     * @param severity BAD or ATTENTION
     * @param since when it has been so
     */
    public record Wanted(String service, String severity, String code, String name, String since, String detail) {}

    /**
     * A model.
     *
     * @param approvedVersion that is to be served; 0 for none
     * @param servingVersion that serving said last that it answers with; 0 for none
     * @param withdrawn whether a person decided that what is approved is not answered with
     * @param versions how many there are
     * @param waiting versions that wait for a person
     */
    public record Model(
            String name,
            int approvedVersion,
            int servingVersion,
            boolean withdrawn,
            int versions,
            List<Integer> waiting) {
        public Model {
            waiting = List.copyOf(waiting);
        }
    }

    /** How many records of a topic a service has yet to read. */
    public record Lag(String service, String topic, long records) {}

    /**
     * Records that a service could not use and set aside.
     *
     * @param reason what is wrong with the last of them
     */
    public record Parked(String service, long records, String reason) {}

    /** One of the latest cascades. */
    public record Cascade(String id, String status, String startedAt, long events, String last) {}

    public Situation {
        processes = List.copyOf(processes);
        wanted = List.copyOf(wanted);
        models = List.copyOf(models);
        lag = List.copyOf(lag);
        parked = List.copyOf(parked);
        cascades = List.copyOf(cascades);
        unanswered = List.copyOf(unanswered);
    }
}
