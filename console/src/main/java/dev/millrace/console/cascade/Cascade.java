package dev.millrace.console.cascade;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One cascade with its events, in the order in which they happened. */
record Cascade(
        String id,
        String status,
        String startedAt,
        String lastAt,
        @Nullable String trigger,
        @Nullable String dataset,
        List<String> pipelines,
        @Nullable Cost cost,
        @Nullable String linkedFrom,
        @Nullable String runId,
        @Nullable String runCascade,
        long omitted,
        List<Event> events) {

    Cascade {
        pipelines = pipelines == null ? List.of() : List.copyOf(pipelines);
        events = events == null ? List.of() : List.copyOf(events);
    }

    /**
     * What all of it has cost.
     *
     * @param runs that ended, whatever they came to
     */
    record Cost(
            long millis,
            int datasetVersions,
            long rowsArrived,
            long bytesArrived,
            int runs,
            long rowsRead,
            long trainingMillis) {}

    /**
     * Something that a service decided or did.
     *
     * @param millisSinceCause how long its step took; null where what caused it is not in the cascade
     */
    record Event(
            String eventId,
            @Nullable String causationId,
            String topic,
            String service,
            @Nullable String pipeline,
            String at,
            long millisSinceStart,
            @Nullable Long millisSinceCause,
            @Nullable String summary,
            @Nullable JsonNode data) {

        /** The data as people read JSON. */
        public String getPretty() {
            return data == null ? "" : data.toPrettyString();
        }
    }

    /** What began it. */
    public String getBegan() {
        return Cascades.began(trigger, dataset);
    }

    /** How its status is marked. */
    public String getStyle() {
        return Cascades.mark(status).getStyle();
    }

    /** Which number each event has on the page, from 1. */
    Map<String, Integer> numbers() {
        var numbers = new HashMap<String, Integer>();
        for (int i = 0; i < events.size(); i++) {
            numbers.put(events.get(i).eventId(), i + 1);
        }
        return numbers;
    }
}
