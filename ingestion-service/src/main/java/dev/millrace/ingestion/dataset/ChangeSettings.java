package dev.millrace.ingestion.dataset;

import dev.millrace.ingestion.dataset.check.FileSettings;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Command;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Outcome;
import dev.millrace.web.Problem;
import java.time.Clock;
import java.util.UUID;
import org.springframework.http.HttpStatus;

/** Says how the files of a dataset are to be read from now on, also before there is any. */
public final class ChangeSettings {

    private static final String UNCHANGED = "UNCHANGED";

    private final AggregateStore<DatasetState> datasets;
    private final Clock clock;

    ChangeSettings(AggregateStore<DatasetState> datasets, Clock clock) {
        this.datasets = datasets;
        this.clock = clock;
    }

    /** Answers what is in force afterwards. */
    public SettingsInForce change(String project, String dataset, FileSettings settings, String by) {
        var cascade = UUID.randomUUID().toString();
        var command = new Command(by, null, SettingsInForce.key(settings), new Lineage(cascade, null, 0));
        var id = project + "/" + dataset;
        var outcome = datasets.command(command, id, current -> {
            var state = current == null ? DatasetState.empty(clock.instant()) : current;
            return state.settings().settings().equals(settings)
                    ? Decision.ignore(UNCHANGED)
                    : Decision.apply(state.with(settings, by, clock.instant()), "settings.changed");
        });
        if (outcome instanceof Outcome.Refused<DatasetState>(var code, var detail)) {
            throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT, code, detail);
        }
        return datasets.find(id).map(stored -> stored.state().settings()).orElse(SettingsInForce.NONE);
    }
}
