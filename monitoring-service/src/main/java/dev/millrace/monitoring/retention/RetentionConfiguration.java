package dev.millrace.monitoring.retention;

import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Wires the removal of what is old. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class RetentionConfiguration {

    @Bean
    ForgetOld forgetOld(List<Retained> retained, Clock clock, RetentionProperties properties) {
        return new ForgetOld(retained, clock, properties.keep());
    }
}
