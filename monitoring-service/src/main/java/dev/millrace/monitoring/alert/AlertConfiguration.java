package dev.millrace.monitoring.alert;

import dev.millrace.messaging.Aggregates;
import dev.millrace.monitoring.retention.Retained;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires alerts. */
@Configuration(proxyBeanMethods = false)
class AlertConfiguration {

    @Bean
    Alerts alerts(Aggregates aggregates) {
        return new Alerts(aggregates);
    }

    @Bean
    Retained oldAlerts(Alerts alerts) {
        return alerts::forget;
    }
}
