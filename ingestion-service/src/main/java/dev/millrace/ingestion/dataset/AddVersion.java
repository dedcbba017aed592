package dev.millrace.ingestion.dataset;

import dev.millrace.ingestion.dataset.DatasetState.RecentVersion;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Command;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.Stored;
import dev.millrace.web.Problem;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Makes a received file the next version of its dataset: its files first, then the one commit that numbers and announces it.
 * Whatever was done before a crash is done again without harm.
 */
public final class AddVersion {

    private static final String CHANGED_MEANWHILE = "CHANGED_MEANWHILE";
    private static final int ATTEMPTS = 10;

    private final AggregateStore<DatasetState> datasets;
    private final Versions versions;
    private final EstablishedColumns columns;
    private final Announcements announcements;
    private final CheckFile checkFile;
    private final ConvertFile convertFile;
    private final Workers workers;
    private final Clock clock;

    AddVersion(
            AggregateStore<DatasetState> datasets,
            Versions versions,
            EstablishedColumns columns,
            Announcements announcements,
            CheckFile checkFile,
            ConvertFile convertFile,
            Workers workers,
            Clock clock) {
        this.datasets = datasets;
        this.versions = versions;
        this.columns = columns;
        this.announcements = announcements;
        this.checkFile = checkFile;
        this.convertFile = convertFile;
        this.workers = workers;
        this.clock = clock;
    }

    /** @throws Problem where the file has faults, with the first hundred of them */
    public Added add(Arrival arrival, ReceivedFile file) {
        var digest = file.digest().hex();
        var known = known(arrival, digest);
        var version = known.in(known.state(), digest);
        if (version.isPresent()) {
            return added(
                    arrival,
                    digest,
                    commit(arrival, digest, newCascade(), now -> again(arrival, orEmpty(now), version.get())));
        }
        try (var readable = checked(arrival, file)) {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                var outcome = convertAndCommit(arrival, file, readable, known);
                if (!changedMeanwhile(outcome)) {
                    return added(arrival, digest, outcome);
                }
                known = known(arrival, digest);
            }
        }
        throw new Problem(HttpStatus.SERVICE_UNAVAILABLE, "CONTENDED", "The dataset's columns keep changing");
    }

    private ReadableFile checked(Arrival arrival, ReceivedFile file) {
        try {
            return workers.run(() -> checkFile.check(file, arrival.format()));
        } catch (RejectedFileException rejected) {
            throw rejected.problem();
        }
    }

    private KnownContent known(Arrival arrival, String digest) {
        var state = orEmpty(datasets.find(arrival.id()).map(Stored::state).orElse(null));
        var older = state.lastVersion() <= DatasetState.NEWEST
                        || state.newest(digest).isPresent()
                ? Optional.<RecentVersion>empty()
                : versions.findByContent(arrival.project(), arrival.dataset(), digest)
                        .map(found -> new RecentVersion(
                                found.number(), digest, found.version().mode()));
        return new KnownContent(state, older);
    }

    private Outcome<DatasetState> convertAndCommit(
            Arrival arrival, ReceivedFile file, ReadableFile readable, KnownContent known) {
        var before = columns.of(known.state());
        var conversion = readable.conversion(before.types());
        var part = workers.run(() -> convertFile.convert(conversion));
        var cascade = newCascade();
        var version = version(arrival, file, conversion, part, cascade);
        var established = columns.carried(before.and(conversion.withValues()));
        return commit(arrival, version.digest(), cascade, current -> {
            var state = orEmpty(current);
            var same = known.in(state, version.digest());
            if (same.isPresent()) {
                return again(arrival, state, same.get());
            }
            if (!known.covers(state) || !state.columns().equals(known.state().columns())) {
                return Decision.refuse(CHANGED_MEANWHILE, "the dataset has moved on meanwhile");
            }
            var numbered = new NumberedVersion(arrival.dataset(), state.lastVersion() + 1, version);
            var after = state.plus(version.digest(), version.mode(), established, version.arrivedAt());
            return Decision.apply(after, "version.added", announcements.arrived(numbered))
                    .storing(versions.stored(arrival.project(), numbered));
        });
    }

    private Outcome<DatasetState> commit(
            Arrival arrival, String digest, String cascade, AggregateStore.Decider<DatasetState> decider) {
        var command = new Command(
                arrival.arrivedBy(),
                arrival.idempotencyKey(),
                digest + ":" + arrival.mode(),
                new Lineage(cascade, null, 0));
        return datasets.command(command, arrival.id(), decider);
    }

    private static Decision<DatasetState> again(Arrival arrival, DatasetState state, RecentVersion known) {
        return state.repeats(known, arrival.mode())
                ? Decision.ignore("DUPLICATE")
                : Decision.refuse(
                        "SNAPSHOT_KNOWN",
                        "These bytes are version %d of %d already, and cannot be the newest again to replace the rest"
                                .formatted(known.number(), state.lastVersion()));
    }

    private static boolean changedMeanwhile(Outcome<DatasetState> outcome) {
        return outcome instanceof Outcome.Refused<DatasetState> refused
                && refused.code().equals(CHANGED_MEANWHILE);
    }

    private Added added(Arrival arrival, String digest, Outcome<DatasetState> outcome) {
        return switch (outcome) {
            case Outcome.Applied<DatasetState> applied -> new Added.Created(numbered(arrival, digest));
            case Outcome.Replayed<DatasetState> replayed -> new Added.Replayed(numbered(arrival, digest));
            case Outcome.Ignored<DatasetState> ignored -> new Added.Duplicate(numbered(arrival, digest));
            case Outcome.Refused<DatasetState>(var code, var detail) ->
                throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT, code, detail);
        };
    }

    private NumberedVersion numbered(Arrival arrival, String digest) {
        return versions.findByContent(arrival.project(), arrival.dataset(), digest)
                .orElseThrow(() -> new Problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "NOT_YET",
                        "The version is stored, and can be looked up only in a moment"));
    }

    private DatasetVersion version(
            Arrival arrival, ReceivedFile file, Conversion conversion, StoredPart part, String cascade) {
        return new DatasetVersion(
                file.digest().hex(),
                file.bytes(),
                arrival.format().label(),
                arrival.sourceKind(),
                arrival.sourceName(),
                arrival.mode(),
                List.of(part),
                columns.carried(conversion.stored()),
                part.rows(),
                part.bytes(),
                arrival.arrivedBy(),
                clock.instant(),
                cascade);
    }

    private DatasetState orEmpty(@Nullable DatasetState state) {
        return state == null ? DatasetState.empty(clock.instant()) : state;
    }

    private static String newCascade() {
        return UUID.randomUUID().toString();
    }
}
