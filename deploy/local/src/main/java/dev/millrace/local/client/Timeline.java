package dev.millrace.local.client;

import dev.millrace.local.stack.Complaint;
import dev.millrace.local.stack.Part;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Monitoring's live stream of events, from the moment of following; what broke it off is waited for. */
public final class Timeline {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String STREAM = "/v1/cascades/stream";
    private static final String ID = "id:";
    private static final String DATA = "data:";
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Api api;
    private final Duration pause;

    public Timeline(Api api) {
        this(api, PAUSE);
    }

    /** @param pause between two attempts to hear from monitoring again */
    Timeline(Api api, Duration pause) {
        this.api = api;
        this.pause = pause;
    }

    /**
     * Gives every event to {@code listener} until it says false.
     *
     * @param onOpen runs when the stream is open, before the first event
     * @param onBreak runs whenever the stream broke off
     */
    public void follow(Runnable onOpen, Runnable onBreak, Predicate<TimelineEvent> listener) {
        var following = new Following(listener);
        var lines = api.lines(Part.MONITORING, STREAM, Map.of());
        onOpen.run();
        while (following.hear(lines)) {
            onBreak.run();
            lines = reopened(following.position);
        }
    }

    /** A listener, and where in the timeline it is. */
    private static final class Following {

        private final Predicate<TimelineEvent> listener;
        private String position = "";

        Following(Predicate<TimelineEvent> listener) {
            this.listener = listener;
        }

        /** False when the listener has heard enough, true when the lines ended before. */
        boolean hear(Stream<String> stream) {
            try (stream) {
                var lines = stream.iterator();
                var id = position;
                while (more(lines)) {
                    var line = lines.next();
                    if (line.startsWith(ID)) {
                        id = line.substring(ID.length()).strip();
                    } else if (line.startsWith(DATA)) {
                        if (!listener.test(event(JSON.readTree(line.substring(DATA.length()))))) {
                            return false;
                        }
                        position = id;
                    }
                }
                return true;
            }
        }

        private static boolean more(Iterator<String> lines) {
            try {
                return lines.hasNext();
            } catch (UncheckedIOException broken) {
                return false;
            }
        }
    }

    private Stream<String> reopened(String position) {
        Stream<String> lines = null;
        while (lines == null) {
            LockSupport.parkNanos(pause.toNanos());
            if (Thread.currentThread().isInterrupted()) {
                throw new Complaint("interrupted");
            }
            lines = open(position);
        }
        return lines;
    }

    private @Nullable Stream<String> open(String position) {
        try {
            return api.lines(
                    Part.MONITORING, STREAM, position.isEmpty() ? Map.of() : Map.of("Last-Event-ID", position));
        } catch (Complaint awayForNow) {
            return null;
        }
    }

    /** The cascade that led to this one, as a model's approval leads to the drift that is found in it; empty if none. */
    public String origin(String id) {
        try {
            var report = cascade(id);
            return report == null ? "" : report.linkedFrom();
        } catch (Complaint awayForNow) {
            return "";
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
                .start(() -> follow(onOpen, () -> {}, event -> {
                    listener.accept(event);
                    return true;
                }));
    }
}
