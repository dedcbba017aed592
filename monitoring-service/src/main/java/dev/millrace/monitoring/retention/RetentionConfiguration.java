package dev.millrace.monitoring.retention;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;

/** Wires the removal of what is old. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetentionProperties.class)
@EnableScheduling
class RetentionConfiguration {

    private static final Duration FIRST = Duration.ofMinutes(5);
    private static final Duration EACH = Duration.ofHours(1);

    @Bean
    ForgetOld forgetOld(List<Retained> retained, Clock clock, RetentionProperties properties) {
        return new ForgetOld(retained, clock, properties.keep());
    }

    @Bean
    SchedulingConfigurer removalOfOld(ForgetOld forgetOld) {
        return tasks -> tasks.scheduleFixedDelayTask(new FixedDelayTask(forgetOld::forget, EACH, FIRST));
    }
}
