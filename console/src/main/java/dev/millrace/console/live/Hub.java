package dev.millrace.console.live;

import dev.millrace.console.service.Part;
import dev.millrace.console.service.Services;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Follows monitoring's stream once a project, while somebody listens and not a moment longer. */
@Component
class Hub {

    /** Tells pages to ask for all of themselves: events may have been missed. */
    static final String ASK_AGAIN = "{\"again\":true}";

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final String DATA = "data:";
    private static final int OK = 200;

    private final Services services;
    private final JsonMapper json = JsonMapper.shared();
    private final Map<String, Set<Listener>> listeners = new HashMap<>();
    private boolean over;

    Hub(Services services) {
        this.services = services;
    }

    synchronized Listener join(String project, Supplier<String> token) {
        var listener = new Listener(token);
        var first = !listeners.containsKey(project);
        listeners.computeIfAbsent(project, any -> ConcurrentHashMap.newKeySet()).add(listener);
        if (over) {
            listener.end();
        } else if (first) {
            Thread.ofVirtual().name("follow-" + project).start(() -> follow(project));
        }
        return listener;
    }

    synchronized void leave(String project, Listener listener) {
        var all = listeners.get(project);
        if (all != null) {
            all.remove(listener);
        }
    }

    /** Open streams would hold up the end of the web server. */
    @EventListener(ContextClosedEvent.class)
    synchronized void end() {
        over = true;
        listeners.values().forEach(all -> all.forEach(Listener::end));
    }

    private void follow(String project) {
        int turn = 0;
        while (stays(project)) {
            var present = present(project);
            if (!present.isEmpty()) {
                readStream(project, present.get(turn++ % present.size()).token());
            }
            if (!present(project).isEmpty()) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /** Whether anybody is left; the last who looks puts out the light. */
    private synchronized boolean stays(String project) {
        var all = listeners.get(project);
        if (over || all == null || all.isEmpty()) {
            listeners.remove(project);
            return false;
        }
        return true;
    }

    private synchronized List<Listener> present(String project) {
        return over ? List.of() : new ArrayList<>(listeners.getOrDefault(project, Set.of()));
    }

    private void readStream(String project, String token) {
        var request = HttpRequest.newBuilder(URI.create(services.address(Part.MONITORING) + "/v1/cascades/stream"))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream")
                .build();
        try {
            var response = services.http().send(request, BodyHandlers.ofLines());
            try (var lines = response.body()) {
                if (response.statusCode() == OK) {
                    present(project).forEach(listener -> listener.tell(ASK_AGAIN));
                    // Each of its heartbeats is an occasion to see that nobody listens any more.
                    lines.takeWhile(line -> !present(project).isEmpty())
                            .filter(line -> line.startsWith(DATA))
                            .forEach(line -> tell(project, line.substring(DATA.length())));
                }
            }
        } catch (IOException | java.io.UncheckedIOException gone) {
            // Monitoring is away: it is asked again after a pause, and pages poll what they show meanwhile.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(String project, String message) {
        try {
            var names = json.writeValueAsString(Names.of(json.readTree(message)));
            present(project).forEach(listener -> listener.tell(names));
        } catch (JacksonException unreadable) {
            // Not an event of a cascade, so it names nothing that a page shows.
            return;
        }
    }
}
