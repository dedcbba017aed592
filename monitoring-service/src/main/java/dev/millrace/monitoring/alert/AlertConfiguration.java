package dev.millrace.monitoring.alert;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires alerts. */
@Configuration(proxyBeanMethods = false)
class AlertConfiguration {

    @Bean
    SummarizeAlerts summarizeAlerts(Alerts alerts, Clock clock) {
        return new SummarizeAlerts(alerts, clock);
    }
}
