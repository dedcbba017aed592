package dev.millrace.monitoring.routing;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Command;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Outcome;
import dev.millrace.monitoring.alert.Alert;
import dev.millrace.monitoring.alert.Alerts;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes the word of somebody that they look after an alert; who said so first stays. */
public class AcknowledgeAlert {

    private final AggregateStore<Routing> routings;
    private final Alerts alerts;
    private final Acknowledgements acknowledgements;
    private final Clock clock;
    private final Supplier<String> cascadeIds;

    AcknowledgeAlert(
            Aggregates aggregates,
            Alerts alerts,
            Acknowledgements acknowledgements,
            Clock clock,
            Supplier<String> cascadeIds) {
        this.routings = Routing.in(aggregates);
        this.alerts = alerts;
        this.acknowledgements = acknowledgements;
        this.clock = clock;
        this.cascadeIds = cascadeIds;
    }

    /** Empty where there is no such alert. */
    public Optional<Acknowledgement> acknowledge(String project, String alert, @Nullable String note, String by) {
        return alerts.find(project, alert).map(found -> acknowledged(project, found, note, by));
    }

    private Acknowledgement acknowledged(String project, Alert alert, @Nullable String note, String by) {
        var earlier = acknowledgements.of(project, List.of(alert.id())).get(alert.id());
        if (earlier != null) {
            return earlier;
        }
        var one = new Acknowledgement(alert.id(), Incidents.key(project, alert), by, clock.instant(), note);
        var command = new Command(by, null, "ACKNOWLEDGE " + alert.id(), new Lineage(cascadeIds.get(), null, 0));
        var outcome = routings.command(command, Routing.id(project), state -> {
            var routing = Routing.orNone(state);
            return routing.acknowledgement(alert.id()).isPresent()
                    ? Decision.ignore("somebody was faster")
                    : Decision.apply(routing.with(one), "alert.acknowledged")
                            .storing(acknowledgements.row(project, one));
        });
        return outcome instanceof Outcome.Ignored<Routing>(var routing, var _)
                ? Routing.orNone(routing).acknowledgement(alert.id()).orElse(one)
                : one;
    }
}
