package dev.millrace.messaging.web;

import dev.millrace.messaging.commit.CommittedAggregates;
import dev.millrace.messaging.consume.ParkedSweep;
import dev.millrace.messaging.consume.Parking;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** The routes that every service has. */
@AutoConfiguration(afterName = "dev.millrace.messaging.kafka.ListeningAutoConfiguration")
@ConditionalOnWebApplication
class MessagingWebAutoConfiguration {

    @Bean
    ParkedController parkedController(Parking parking, ParkedSweep sweep) {
        return new ParkedController(parking, sweep);
    }

    @Bean
    @ConditionalOnProperty(name = "millrace.messaging.store", havingValue = "mongo", matchIfMissing = true)
    AuditController auditController(CommittedAggregates aggregates) {
        return new AuditController(new AuditTrail(aggregates));
    }
}
