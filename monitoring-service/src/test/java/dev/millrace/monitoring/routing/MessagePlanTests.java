package dev.millrace.monitoring.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipelines.AlertRouteSpec;
import dev.millrace.pipelines.AlertRouteSpecs;
import dev.millrace.pipelines.AlertSeverity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessagePlanTests {

    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final Instant NIGHT = Instant.parse("2026-11-28T23:00:00Z");
    private static final Instant MORNING = Instant.parse("2026-11-29T06:30:00Z");

    private RouteQueue queue = RouteQueue.EMPTY;

    private static AlertRouteSpec route(String more) {
        return AlertRouteSpecs.parse(
                "apiVersion: millrace/v1\nkind: AlertRoute\nname: r\nsink: {log: {}}\n" + more + "\n");
    }

    private WaitingAlert add(String alert, AlertSeverity severity, String pipeline, Instant at) {
        var waiting = new WaitingAlert(alert, alert, Phase.BEGAN, severity, "DRIFT", pipeline, at, at);
        queue = queue.with(waiting, waiting);
        return waiting;
    }

    @Test
    void hasNothingToSayWhereNothingWaits() {
        assertThat(MessagePlan.of(queue, route(""), NOON)).isEqualTo(new MessagePlan.Nothing());
    }

    @Test
    void waitsForOthersOfItsGroupAndSendsThemTogether() {
        var spec = route("group: {by: [pipeline], within: PT30S}");
        var first = add("a", AlertSeverity.WARNING, "taxi", NOON);
        add("b", AlertSeverity.WARNING, "titanic", NOON.plusSeconds(1));
        var third = add("c", AlertSeverity.WARNING, "taxi", NOON.plusSeconds(20));

        assertThat(MessagePlan.of(queue, spec, NOON.plusSeconds(20)))
                .isEqualTo(new MessagePlan.Later(NOON.plusSeconds(30)));
        assertThat(MessagePlan.of(queue, spec, NOON.plusSeconds(30)))
                .isEqualTo(new MessagePlan.Now(List.of(first, third)));
    }

    @Test
    void holdsBackInQuietHoursWhatIsNotCritical() {
        var spec = route("group: {within: PT0S}\nquiet: {from: '22:00', to: '06:30', zone: UTC}");
        var warning = add("a", AlertSeverity.WARNING, "taxi", NIGHT);

        assertThat(MessagePlan.of(queue, spec, NIGHT)).isEqualTo(new MessagePlan.Later(MORNING));

        var critical = add("b", AlertSeverity.CRITICAL, "taxi", NIGHT.plusSeconds(1));
        assertThat(MessagePlan.of(queue, spec, NIGHT.plusSeconds(1))).isEqualTo(new MessagePlan.Now(List.of(critical)));
        assertThat(MessagePlan.of(queue, spec, MORNING)).isEqualTo(new MessagePlan.Now(List.of(warning, critical)));
    }

    @Test
    void quietHoursAreThoseOfTheirZone() {
        var spec = route("group: {within: PT0S}\nquiet: {from: '22:00', to: '06:30', zone: Asia/Tokyo}");
        add("a", AlertSeverity.WARNING, "taxi", NOON.plus(Duration.ofHours(2)));

        assertThat(MessagePlan.of(queue, spec, NOON.plus(Duration.ofHours(2))))
                .isEqualTo(new MessagePlan.Later(Instant.parse("2026-11-28T21:30:00Z")));
    }

    @Test
    void whatTheLimitHoldsBackGoesInOneMessage() {
        var spec = route("group: {by: [pipeline], within: PT0S}\nlimit: {messages: 2, per: PT1H}");
        queue = queue.done(queue.tally().sent(NOON).sent(NOON.plusSeconds(60)));
        var first = add("a", AlertSeverity.WARNING, "taxi", NOON.plusSeconds(120));
        var second = add("b", AlertSeverity.WARNING, "titanic", NOON.plusSeconds(180));

        assertThat(MessagePlan.of(queue, spec, NOON.plusSeconds(180)))
                .isEqualTo(new MessagePlan.Later(NOON.plus(Duration.ofHours(1))));
        assertThat(MessagePlan.of(queue, spec, NOON.plus(Duration.ofHours(1))))
                .isEqualTo(new MessagePlan.Now(List.of(first, second)));
    }

    @Test
    void countsWhatDoesNotFitIntoTheQueue() {
        for (int i = 0; i < RouteQueue.MOST_WAITING + 3; i++) {
            add("a" + i, AlertSeverity.INFO, "taxi", NOON);
        }

        assertThat(queue.waiting()).hasSize(RouteQueue.MOST_WAITING);
        var sent = queue.sending("m", queue.waiting().subList(0, 50), NOON);
        assertThat(sent.omitted()).isZero();
        assertThat(sent.message())
                .isNotNull()
                .extracting(RouteQueue.OutgoingMessage::omitted)
                .isEqualTo(3L);
    }

    @Test
    void triesLessAndLessOften() {
        assertThat(SendMessages.pause(0)).isEqualTo(Duration.ofSeconds(5));
        assertThat(SendMessages.pause(3)).isEqualTo(Duration.ofSeconds(40));
        assertThat(SendMessages.pause(1000)).isEqualTo(Duration.ofMinutes(10));
    }
}
