package dev.millrace.monitoring.cascade;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the timeline. */
@Configuration(proxyBeanMethods = false)
class CascadeConfiguration {

    @Bean
    CascadeFeed cascadeFeed(Timeline timeline, Cascades cascades, CascadeLinks links, Clock clock) {
        return new CascadeFeed(timeline, cascades, links, clock);
    }

    @Bean
    RecordEvent recordEvent(
            Cascades cascades,
            Timeline timeline,
            CascadeLinks links,
            CascadeFeed feed,
            Clock clock,
            MeterRegistry meters) {
        return new RecordEvent(cascades, timeline, links, feed, new CascadeMeters(meters), clock);
    }

    @Bean
    SummarizeCascades summarizeCascades(Cascades cascades, Clock clock) {
        return new SummarizeCascades(cascades, clock);
    }

    @Bean
    TraceCauses traceCauses(Timeline timeline, CascadeLinks links) {
        return new TraceCauses(timeline, links);
    }

    @Bean
    ReadCascades readCascades(Cascades cascades, Timeline timeline, CascadeLinks links, Clock clock) {
        return new ReadCascades(cascades, timeline, links, clock);
    }
}
