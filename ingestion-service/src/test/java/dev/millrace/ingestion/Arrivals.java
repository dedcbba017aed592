package dev.millrace.ingestion;

import dev.millrace.contracts.DataArrived;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.EventListener;
import dev.millrace.messaging.Received;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Listens to what ingestion tells the others. */
@Configuration(proxyBeanMethods = false)
class Arrivals {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<DataArrived> events = new ArrayList<>();

    @Bean
    EventListener<DataArrived> arrivalProbe() {
        return new EventListener<>() {
            @Override
            public Topic<DataArrived> topic() {
                return Topics.DATA_ARRIVED;
            }

            @Override
            public void on(Received<DataArrived> received) {
                if (!received.envelope().outside()) {
                    add(received.event());
                }
            }
        };
    }

    /** Waits until there are so many of a dataset. */
    synchronized List<DataArrived> of(String dataset, int count) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var found = events.stream()
                    .filter(event -> event.getDataset().equals(dataset))
                    .toList();
            long left = (end - System.nanoTime()) / 1_000_000;
            if (found.size() >= count) {
                return found;
            }
            if (left <= 0) {
                throw new AssertionError("only " + found.size() + " of " + count + " events of " + dataset);
            }
            wait(left);
        }
    }

    private synchronized void add(DataArrived event) {
        events.add(event);
        notifyAll();
    }
}
