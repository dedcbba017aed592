package dev.millrace.ingestion.dataset;

import dev.millrace.contracts.Topics;
import dev.millrace.datasets.ColumnType;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Announcement;
import dev.millrace.messaging.Command;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Details;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.Stored;
import dev.millrace.web.Problem;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Makes a received file the next version of its dataset: files first, then the record, then the one commit that numbers
 * and announces it. Whatever was done before a crash is done again without harm.
 */
public final class AddVersion {

    private static final String TYPES_CHANGED = "TYPES_CHANGED";
    private static final int ATTEMPTS = 5;

    private final AggregateStore<DatasetState> datasets;
    private final Details<DatasetVersion> records;
    private final CheckFile checkFile;
    private final ConvertFile convertFile;
    private final Workers workers;
    private final Clock clock;

    AddVersion(
            AggregateStore<DatasetState> datasets,
            Details<DatasetVersion> records,
            CheckFile checkFile,
            ConvertFile convertFile,
            Workers workers,
            Clock clock) {
        this.datasets = datasets;
        this.records = records;
        this.checkFile = checkFile;
        this.convertFile = convertFile;
        this.workers = workers;
        this.clock = clock;
    }

    /** @throws Problem where the file has faults, with the first hundred of them */
    public Added add(Arrival arrival, ReceivedFile file) {
        var digest = file.digest().hex();
        var state = state(arrival);
        if (state != null && state.versions().containsKey(digest)) {
            return added(arrival, digest, commit(arrival, digest, newCascade(), now -> known(arrival, digest, now)));
        }
        try (var readable = checked(arrival, file)) {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                var outcome = convertAndCommit(arrival, file, readable, state);
                if (!typesChanged(outcome)) {
                    return added(arrival, digest, outcome);
                }
                state = state(arrival);
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

    private Outcome<DatasetState> convertAndCommit(
            Arrival arrival, ReceivedFile file, ReadableFile readable, @Nullable DatasetState state) {
        var conversion = readable.conversion(established(state));
        var part = workers.run(() -> convertFile.convert(conversion));
        var cascade = newCascade();
        var version = version(arrival, file, conversion, part, cascade);
        records.put(recordId(arrival, cascade), version);
        return commit(
                arrival, version.digest(), cascade, current -> decide(arrival, version, readable, conversion, current));
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

    private Decision<DatasetState> decide(
            Arrival arrival,
            DatasetVersion version,
            ReadableFile readable,
            Conversion conversion,
            @Nullable DatasetState current) {
        var before = current == null ? new DatasetState(0, Map.of(), List.of(), version.arrivedAt()) : current;
        if (before.versions().containsKey(version.digest())) {
            return known(arrival, version.digest(), before);
        }
        if (!readable.conversion(before.established()).stored().equals(conversion.stored())) {
            return Decision.refuse(TYPES_CHANGED, "another version established other types meanwhile");
        }
        var after = before.plus(
                version.digest(), version.cascadeId(), version.mode(), conversion.withValues(), version.arrivedAt());
        return Decision.apply(
                after,
                "version.added",
                Announcement.of(
                        Topics.DATA_ARRIVED, ArrivalEvents.arrived(arrival.dataset(), after.lastVersion(), version)));
    }

    private static Decision<DatasetState> known(Arrival arrival, String digest, @Nullable DatasetState state) {
        var before = Objects.requireNonNull(state);
        var known = Objects.requireNonNull(before.versions().get(digest));
        return before.repeats(digest, arrival.mode())
                ? Decision.ignore("DUPLICATE")
                : Decision.refuse(
                        "SNAPSHOT_KNOWN",
                        "These bytes are version %d of %d already, and cannot be the newest again to replace the rest"
                                .formatted(known.number(), before.lastVersion()));
    }

    private static boolean typesChanged(Outcome<DatasetState> outcome) {
        return outcome instanceof Outcome.Refused<DatasetState> refused
                && refused.code().equals(TYPES_CHANGED);
    }

    private Added added(Arrival arrival, String digest, Outcome<DatasetState> outcome) {
        return switch (outcome) {
            case Outcome.Applied<DatasetState> applied -> new Added.Created(numbered(arrival, digest, applied.state()));
            case Outcome.Replayed<DatasetState> replayed ->
                new Added.Replayed(numbered(arrival, digest, replayed.state()));
            case Outcome.Ignored<DatasetState> ignored ->
                new Added.Duplicate(numbered(arrival, digest, ignored.state()));
            case Outcome.Refused<DatasetState>(var code, var detail) ->
                throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT, code, detail);
        };
    }

    private NumberedVersion numbered(Arrival arrival, String digest, @Nullable DatasetState state) {
        var ref = state == null ? null : state.versions().get(digest);
        if (ref == null) {
            throw new IllegalStateException("dataset " + arrival.id() + " lost content " + digest);
        }
        return new NumberedVersion(
                arrival.dataset(),
                ref.number(),
                records.find(recordId(arrival, ref.record())).orElseThrow());
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
                conversion.stored(),
                part.rows(),
                part.bytes(),
                arrival.arrivedBy(),
                clock.instant(),
                cascade);
    }

    private @Nullable DatasetState state(Arrival arrival) {
        Optional<Stored<DatasetState>> stored = datasets.find(arrival.id());
        return stored.map(Stored::state).orElse(null);
    }

    private static Map<String, ColumnType> established(@Nullable DatasetState state) {
        return state == null ? Map.of() : state.established();
    }

    private static String newCascade() {
        return UUID.randomUUID().toString();
    }

    private static String recordId(Arrival arrival, String record) {
        return arrival.id() + "/" + record;
    }
}
