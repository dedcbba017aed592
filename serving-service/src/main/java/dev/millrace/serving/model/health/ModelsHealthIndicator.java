package dev.millrace.serving.model.health;

import dev.millrace.serving.model.Readiness;
import dev.millrace.serving.model.ServedModels;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Ready when what was approved at the start is answered with; an outage later makes it degraded, not unready. */
@Component("models")
class ModelsHealthIndicator implements HealthIndicator {

    private final Readiness readiness;
    private final ServedModels served;

    ModelsHealthIndicator(Readiness readiness, ServedModels served, MeterRegistry meters) {
        this.readiness = readiness;
        this.served = served;
        Gauge.builder("millrace.serving.degraded", readiness, state -> state.isDegraded() ? 1 : 0)
                .description("1 while something keeps this instance from answering with what is approved")
                .register(meters);
        Gauge.builder("millrace.serving.models", served, ServedModels::size)
                .description("Models that this instance answers with")
                .register(meters);
    }

    @Override
    public Health health() {
        var health = readiness.isReady() ? Health.up() : Health.outOfService();
        return health.withDetail("models", served.size())
                .withDetail("stale", readiness.isStale())
                .withDetail("degraded", readiness.isDegraded())
                .build();
    }
}
