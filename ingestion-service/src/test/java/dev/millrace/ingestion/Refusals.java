package dev.millrace.ingestion;

import dev.millrace.contracts.DataRefused;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.EventListener;
import dev.millrace.messaging.Received;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Listens to what ingestion tells of files that it refuses. */
@Configuration(proxyBeanMethods = false)
class Refusals {

    private static final long PATIENCE_SECONDS = 60;

    private final List<DataRefused> events = new ArrayList<>();

    @Bean
    EventListener<DataRefused> refusalProbe() {
        return new EventListener<>() {
            @Override
            public Topic<DataRefused> topic() {
                return Topics.DATA_REFUSED;
            }

            @Override
            public void on(Received<DataRefused> received) {
                add(received.event());
            }
        };
    }

    /** Those that this event caused, up to now. */
    synchronized List<DataRefused> causedBy(String eventId) {
        return events.stream()
                .filter(event -> eventId.equals(event.getCausationId()))
                .toList();
    }

    /** Waits for the first that this event caused. */
    synchronized DataRefused await(String eventId) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (causedBy(eventId).isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("nothing was refused because of " + eventId);
            }
            wait(left);
        }
        return causedBy(eventId).getFirst();
    }

    private synchronized void add(DataRefused event) {
        events.add(event);
        notifyAll();
    }
}
