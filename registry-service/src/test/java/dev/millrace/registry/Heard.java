package dev.millrace.registry;

import dev.millrace.contracts.AlertRaised;
import dev.millrace.contracts.ModelApproved;
import dev.millrace.contracts.ModelRejected;
import dev.millrace.contracts.PipelineDefined;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.EventListener;
import dev.millrace.messaging.Received;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Listens to what the registry tells the others. */
@Configuration(proxyBeanMethods = false)
class Heard {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<SpecificRecord> events = new ArrayList<>();

    @Bean
    EventListener<PipelineDefined> definedProbe() {
        return probe(Topics.PIPELINE_DEFINED);
    }

    @Bean
    EventListener<ModelApproved> approvedProbe() {
        return probe(Topics.MODEL_APPROVED);
    }

    @Bean
    EventListener<AlertRaised> alertProbe() {
        return probe(Topics.ALERT_RAISED);
    }

    @Bean
    EventListener<ModelRejected> rejectedProbe() {
        return probe(Topics.MODEL_REJECTED);
    }

    /** The first event that fits and was not asked for before. */
    synchronized <E extends SpecificRecord> E next(Topic<E> topic, Predicate<E> fits) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            for (SpecificRecord event : events) {
                if (topic.type().isInstance(event) && fits.test(topic.type().cast(event))) {
                    events.remove(event);
                    return topic.type().cast(event);
                }
            }
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("nothing fitting on " + topic.name() + " among " + events);
            }
            wait(left);
        }
    }

    private synchronized void add(SpecificRecord event) {
        events.add(event);
        notifyAll();
    }

    private <E extends SpecificRecord> EventListener<E> probe(Topic<E> topic) {
        return new EventListener<>() {
            @Override
            public Topic<E> topic() {
                return topic;
            }

            @Override
            public void on(Received<E> received) {
                add(received.event());
            }
        };
    }
}
