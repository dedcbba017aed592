package dev.millrace.console.service;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a service says it is: the answer of {@code GET /v1/summary}, which the {@code millrace} command reads too. */
public record Summary(
        String service,
        String instance,
        String version,
        @Nullable String startedAt,
        boolean ready,
        List<Ready> parts,
        List<Topic> topics,
        Map<String, Long> counts,
        List<Hour> hours,
        List<Attention> attention) {

    public Summary {
        parts = parts == null ? List.of() : List.copyOf(parts);
        topics = topics == null ? List.of() : List.copyOf(topics);
        counts = counts == null ? Map.of() : Map.copyOf(counts);
        hours = hours == null ? List.of() : List.copyOf(hours);
        attention = attention == null ? List.of() : List.copyOf(attention);
    }

    /** Something that the service stands on. */
    public record Ready(
            String name, boolean ready, @Nullable String detail) {}

    /**
     * A topic that the service reads; {@code lastHour} and {@code lag} are null where the broker could not be asked, and
     * {@code lag} alone where each replica reads the whole topic.
     */
    public record Topic(
            String topic, @Nullable Long lastHour, @Nullable Long lag, long parked) {}

    /** How many events of the last hour lie on topics; null where that is not known of each. */
    public static @Nullable Long events(List<Topic> topics) {
        long events = 0;
        for (var topic : topics) {
            if (topic.lastHour() == null) {
                return null;
            }
            events += topic.lastHour();
        }
        return events;
    }

    /** Cascades that began within an hour, by status. */
    public record Hour(String from, Map<String, Long> counts) {}

    /** Something that is wrong or wants a person. */
    public record Attention(
            String severity,
            String code,
            String kind,
            String name,
            @Nullable Long number,
            @Nullable String since,
            String detail) {

        public boolean isBad() {
            return severity.equals("BAD");
        }

        /** The page that shows it. */
        public String getPage() {
            return switch (kind) {
                case "version" -> "/models/" + name + (number == null ? "" : "/versions/" + number);
                case "pipeline" -> "/pipelines/" + name;
                case "run" -> "/runs/" + name;
                case "dataset" -> "/data/" + name + (number == null ? "" : "/versions/" + number);
                case "model" -> "/models/" + name + (code.equals("PERFORMANCE") ? "/performance" : "/drift");
                case "alert" -> "/alerts/" + name;
                default -> "/operations";
            };
        }
    }
}
