package dev.millrace.messaging.web;

import dev.millrace.messaging.commit.CommittedAggregates;
import dev.millrace.messaging.consume.ParkedSweep;
import dev.millrace.messaging.consume.Parking;
import dev.millrace.messaging.lifecycle.ServiceIdentity;
import dev.millrace.messaging.summary.ReadTopics;
import dev.millrace.messaging.summary.ServiceSummary;
import dev.millrace.messaging.summary.Summaries;
import dev.millrace.messaging.summary.SummarySource;
import dev.millrace.messaging.wire.Codec;
import java.time.Clock;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** The routes that every service has. */
@AutoConfiguration(afterName = "dev.millrace.messaging.kafka.ListeningAutoConfiguration")
@ConditionalOnWebApplication
class MessagingWebAutoConfiguration {

    @Bean
    ParkedController parkedController(Parking parking, ParkedSweep sweep, Codec codec) {
        return new ParkedController(parking, sweep, codec);
    }

    @Bean
    SummaryController summaryController(
            ServiceIdentity identity,
            Map<String, HealthIndicator> health,
            ReadTopics topics,
            Parking parking,
            ObjectProvider<SummarySource> sources,
            Clock clock) {
        var replica = new ServiceSummary.Replica(
                identity.service(),
                identity.instance(),
                Summaries.class.getPackage().getImplementationVersion(),
                clock.instant());
        return new SummaryController(new Summaries(
                replica, health, topics, parking, sources.orderedStream().toList(), clock));
    }

    @Bean
    @ConditionalOnProperty(name = "millrace.messaging.store", havingValue = "mongo", matchIfMissing = true)
    AuditController auditController(CommittedAggregates aggregates) {
        return new AuditController(new AuditTrail(aggregates));
    }
}
