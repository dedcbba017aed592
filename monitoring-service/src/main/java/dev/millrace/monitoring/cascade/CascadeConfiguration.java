package dev.millrace.monitoring.cascade;

import dev.millrace.messaging.Aggregates;
import dev.millrace.monitoring.retention.Retained;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the timeline. */
@Configuration(proxyBeanMethods = false)
class CascadeConfiguration {

    @Bean
    CascadeFeed cascadeFeed(Aggregates aggregates, Clock clock) {
        return new CascadeFeed(new ReadFeed(aggregates), clock);
    }

    @Bean
    RecordEvent recordEvent(Aggregates aggregates, CascadeFeed feed, Clock clock) {
        return new RecordEvent(aggregates, feed, clock);
    }

    @Bean
    Retained oldEvents(Aggregates aggregates) {
        return CascadeStore.in(aggregates)::forget;
    }

    @Bean
    ReadCascades readCascades(Aggregates aggregates, Clock clock) {
        return new ReadCascades(aggregates, clock);
    }
}
