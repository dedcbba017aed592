package dev.millrace.monitoring.alert;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires alerts. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AlertProperties.class)
class AlertConfiguration {

    @Bean
    SummarizeAlerts summarizeAlerts(Alerts alerts, Clock clock) {
        return new SummarizeAlerts(alerts, clock);
    }
}
