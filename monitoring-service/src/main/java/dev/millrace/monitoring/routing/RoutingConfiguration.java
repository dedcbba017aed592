package dev.millrace.monitoring.routing;

import dev.millrace.messaging.Aggregates;
import dev.millrace.monitoring.alert.AlertProperties;
import dev.millrace.monitoring.alert.Alerts;
import dev.millrace.pipelines.AlertRouteSpec.Sink;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires routes, silences and what is sent. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RoutingProperties.class)
class RoutingConfiguration {

    @Bean
    ApplyRoute applyRoute(Aggregates aggregates, RouteVersions versions, Sinks sinks, Clock clock) {
        return new ApplyRoute(aggregates, versions, sinks, clock, RoutingConfiguration::cascade);
    }

    @Bean
    SilenceAlerts silenceAlerts(Aggregates aggregates, Clock clock) {
        return new SilenceAlerts(aggregates, clock, RoutingConfiguration::cascade);
    }

    @Bean
    AcknowledgeAlert acknowledgeAlert(
            Aggregates aggregates, Alerts alerts, Acknowledgements acknowledgements, Clock clock) {
        return new AcknowledgeAlert(aggregates, alerts, acknowledgements, clock, RoutingConfiguration::cascade);
    }

    @Bean
    RouteAlert routeAlert(Aggregates aggregates, RoutedAlerts routed, Clock clock) {
        return new RouteAlert(aggregates, routed, clock);
    }

    @Bean
    ReadRouting readRouting(
            Aggregates aggregates, RouteVersions versions, RoutedAlerts routed, Acknowledgements acknowledgements) {
        return new ReadRouting(aggregates, versions, routed, acknowledgements);
    }

    @Bean
    SendMessages sendMessages(
            Aggregates aggregates,
            Alerts alerts,
            AlertProperties properties,
            Sinks sinks,
            MeterRegistry meters,
            Clock clock) {
        return new SendMessages(aggregates, new ComposeMessage(alerts, properties), sinks, counts(meters), clock);
    }

    /** Every series is there from the start, so that the first message is a rise from 0. */
    private static MessageCounts counts(MeterRegistry meters) {
        var sinks = List.of(
                Sink.Log.class,
                Sink.Smtp.class,
                Sink.Slack.class,
                Sink.Pagerduty.class,
                Sink.Webhook.class,
                Sink.Alertmanager.class);
        var outcomes = List.of(Sending.Accepted.class, Sending.Refused.class, Sending.Unavailable.class);
        sinks.forEach(sink -> outcomes.forEach(outcome -> counter(meters, sink, outcome)));
        return (sink, sending) ->
                counter(meters, sink.getClass(), sending.getClass()).increment();
    }

    private static Counter counter(MeterRegistry meters, Class<?> sink, Class<?> outcome) {
        return Counter.builder("millrace.monitoring.alert.messages")
                .description("Attempts to send messages about alerts, by sink and by what came of them")
                .tag("sink", sink.getSimpleName().toLowerCase(Locale.ROOT))
                .tag("outcome", outcome.getSimpleName().toLowerCase(Locale.ROOT))
                .register(meters);
    }

    private static String cascade() {
        return UUID.randomUUID().toString();
    }
}
