package dev.millrace.monitoring.cascade.web;

import dev.millrace.monitoring.cascade.CascadeFeed;
import dev.millrace.monitoring.cascade.Subscription;
import dev.millrace.web.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Server-sent events: one virtual thread a client, so that a slow one holds up nobody. Ends them before the web server
 * waits for its requests to end.
 */
@Component
class CascadeStream implements SmartLifecycle {

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final CascadeFeed feed;
    private final Set<Thread> clients = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    CascadeStream(CascadeFeed feed) {
        this.feed = feed;
    }

    SseEmitter open(String project, @Nullable String lastEventId) {
        Subscription subscription = feed.subscribe(project, lastEventId)
                .orElseThrow(() -> new Problem(
                        HttpStatus.SERVICE_UNAVAILABLE, "TOO_MANY_STREAMS", "Too many clients follow the timeline"));
        var emitter = new SseEmitter(0L);
        emitter.onCompletion(subscription::end);
        emitter.onTimeout(subscription::end);
        emitter.onError(failure -> subscription.end());
        Thread client = Thread.ofVirtual().name("cascade-stream").unstarted(() -> serve(emitter, subscription));
        clients.add(client);
        client.start();
        return emitter;
    }

    private void serve(SseEmitter emitter, Subscription subscription) {
        try {
            emitter.send(SseEmitter.event().comment("timeline"));
            while (running && !subscription.ended()) {
                emitter.send(frame(subscription.next(HEARTBEAT)));
            }
            emitter.complete();
        } catch (IOException | IllegalStateException gone) {
            emitter.completeWithError(gone);
        } catch (InterruptedException stopped) {
            emitter.complete();
            Thread.currentThread().interrupt();
        } finally {
            feed.unsubscribe(subscription);
            clients.remove(Thread.currentThread());
        }
    }

    private static SseEmitter.SseEventBuilder frame(Optional<Subscription.Item> item) {
        return item.map(event -> SseEmitter.event()
                        .id(event.id())
                        .name("cascade-event")
                        .data(event.live(), MediaType.APPLICATION_JSON))
                .orElseGet(() -> SseEmitter.event().comment("still here"));
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        clients.forEach(Thread::interrupt);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
