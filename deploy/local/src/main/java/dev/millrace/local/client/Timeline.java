package dev.millrace.local.client;

import dev.millrace.local.stack.Part;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Monitoring's live stream of events, from the moment of following. */
public final class Timeline {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String DATA = "data:";

    private final Api api;

    public Timeline(Api api) {
        this.api = api;
    }

    /** Gives every event to {@code listener} until it says false or the stream ends; {@code onOpen} runs first. */
    public void follow(Runnable onOpen, Predicate<TimelineEvent> listener) {
        try (var lines = api.lines(Part.MONITORING, "/v1/cascades/stream")) {
            onOpen.run();
            Iterator<TimelineEvent> events = lines.filter(line -> line.startsWith(DATA))
                    .map(line -> JSON.readTree(line.substring(DATA.length())))
                    .map(Timeline::event)
                    .iterator();
            boolean more = true;
            while (more && events.hasNext()) {
                more = listener.test(events.next());
            }
        }
    }

    private static TimelineEvent event(JsonNode live) {
        return TimelineEvent.of(
                live.path("cascadeId").asString(), live.path("status").asString(), live.path("event"));
    }

    /** A cascade as it stands; null while monitoring has heard nothing of it. */
    public @Nullable CascadeReport cascade(String id) {
        JsonNode cascade = api.find(Part.MONITORING, "/v1/cascades/" + id);
        return cascade == null ? null : CascadeReport.of(cascade);
    }

    /** Follows from a thread of its own. */
    public Thread followInBackground(Runnable onOpen, Consumer<TimelineEvent> listener) {
        return Thread.ofVirtual()
                .start(() -> follow(onOpen, event -> {
                    listener.accept(event);
                    return true;
                }));
    }
}
