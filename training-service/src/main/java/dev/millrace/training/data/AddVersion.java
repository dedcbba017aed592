package dev.millrace.training.data;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.Received;
import dev.millrace.messaging.commit.UnavailableException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Adds a validated version to its dataset, once however often it is told. */
public class AddVersion {

    private final AggregateStore<Dataset> datasets;
    private final DatasetVersions versions;

    AddVersion(Aggregates aggregates, DatasetVersions versions) {
        this.datasets = aggregates.of(Dataset.TYPE);
        this.versions = versions;
    }

    /** The version in its place; empty where a snapshot replaced it before it came. */
    public Optional<LoggedVersion> add(DatasetVersion version, Received<?> cause) {
        var outcome = datasets.on(
                cause,
                Dataset.id(version.project(), version.dataset()),
                state -> decide(state, version, cause.envelope().effect()));
        return switch (outcome) {
            case Outcome.Applied<Dataset> applied ->
                Optional.of(new LoggedVersion(version, applied.state().range()));
            case Outcome.Ignored<Dataset> ignored -> before(version, ignored.state());
            case Outcome.Replayed<Dataset> replayed -> before(version, replayed.state());
            case Outcome.Refused<Dataset> refused -> throw new IllegalStateException(refused.detail());
        };
    }

    private Decision<Dataset> decide(@Nullable Dataset state, DatasetVersion version, Lineage effect) {
        var dataset = state == null ? Dataset.empty(version.project(), version.dataset()) : state;
        if (dataset.isReplaced(version.version())) {
            return Decision.ignore("a snapshot replaced version " + version.version());
        }
        if (version.version() <= dataset.range().last() && find(version).isPresent()) {
            return Decision.ignore("version " + version.version() + " is in already");
        }
        var added = dataset.with(version, effect);
        return Decision.apply(added, "version.added").storing(versions.row(new LoggedVersion(version, added.range())));
    }

    private Optional<LoggedVersion> before(DatasetVersion version, @Nullable Dataset state) {
        var found = find(version);
        if (found.isEmpty() && (state == null || !state.isReplaced(version.version()))) {
            throw UnavailableException.notYet(
                    "version %d of %s is not in its place yet".formatted(version.version(), version.dataset()));
        }
        return found;
    }

    private Optional<LoggedVersion> find(DatasetVersion version) {
        return versions.numbered(version.project(), version.dataset(), version.version());
    }
}
