package dev.millrace.ingestion.dataset;

import dev.millrace.ingestion.dataset.DatasetState.ContentKey;
import dev.millrace.ingestion.dataset.DatasetState.RecentVersion;
import dev.millrace.ingestion.dataset.DatasetVersion.Arrived;
import dev.millrace.ingestion.dataset.DatasetVersion.Content;
import dev.millrace.ingestion.dataset.EstablishedColumns.Established;
import dev.millrace.ingestion.dataset.check.FileFormat;
import dev.millrace.ingestion.dataset.check.FileSettings;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Command;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.Stored;
import dev.millrace.web.Problem;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
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
    private final DatasetAnnouncements announcements;
    private final CheckFile checkFile;
    private final ConvertFile convertFile;
    private final Workers workers;
    private final ArrivalMeters meters;
    private final Clock clock;

    AddVersion(
            AggregateStore<DatasetState> datasets,
            Versions versions,
            EstablishedColumns columns,
            DatasetAnnouncements announcements,
            CheckFile checkFile,
            ConvertFile convertFile,
            Workers workers,
            ArrivalMeters meters,
            Clock clock) {
        this.datasets = datasets;
        this.versions = versions;
        this.columns = columns;
        this.announcements = announcements;
        this.checkFile = checkFile;
        this.convertFile = convertFile;
        this.workers = workers;
        this.meters = meters;
        this.clock = clock;
    }

    /** How the dataset's next file is to be read. */
    ReadingRules rules(Arrival arrival) {
        return rules(arrival, state(arrival));
    }

    /**
     * @param ahead attempt to convert the file before it had arrived
     * @throws Problem where the file has faults, with the first hundred of them
     */
    Added add(Arrival arrival, ReceivedFile file, ConvertAhead.Attempt ahead) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var known = known(arrival, file.digest().hex());
            var version = known.in(known.state());
            var outcome = version.isPresent()
                    ? commit(arrival, known.content(), now -> again(arrival, orEmpty(now), version.get()))
                    : read(arrival, file, ahead, known);
            if (!changedMeanwhile(outcome)) {
                return added(arrival, known.content(), outcome);
            }
        }
        throw new Problem(HttpStatus.SERVICE_UNAVAILABLE, "CONTENDED", "The dataset's columns keep changing");
    }

    private Outcome<DatasetState> read(
            Arrival arrival, ReceivedFile file, ConvertAhead.Attempt ahead, KnownContent known) {
        var rules = rules(arrival, known.state());
        try {
            var converted =
                    ahead.converted(rules).orElseGet(() -> workers.run(() -> converted(file, arrival.format(), rules)));
            return commit(arrival, file, converted, known, rules.established());
        } catch (RejectedFileException rejected) {
            throw rejected.problem();
        }
    }

    private Converted converted(ReceivedFile file, FileFormat format, ReadingRules rules) {
        return convertFile.convert(checkFile.check(file, format, rules.settings()), rules.established());
    }

    /**
     * Whether this request, which has an idempotency key, made a version before, whatever the file holds by now. The dataset
     * remembers the newest keys only, and its versions all of them.
     */
    public boolean isDone(Arrival arrival) {
        var key = Objects.requireNonNull(arrival.request().idempotencyKey());
        var outcome = datasets.command(command(arrival, "none"), arrival.id(), state -> Decision.ignore("only asked"));
        boolean remembered = outcome instanceof Outcome.Refused<DatasetState> refused
                && refused.code().equals("IDEMPOTENCY_KEY_REUSED");
        return remembered || versions.hasRequest(arrival.project(), arrival.dataset(), key);
    }

    private static FileSettings settings(Arrival arrival, DatasetState state) {
        return state.settings().settings().flattening(arrival.flatten());
    }

    private ReadingRules rules(Arrival arrival, DatasetState state) {
        return new ReadingRules(settings(arrival, state), columns.of(state));
    }

    private DatasetState state(Arrival arrival) {
        return orEmpty(datasets.find(arrival.id()).map(Stored::state).orElse(null));
    }

    private KnownContent known(Arrival arrival, String digest) {
        var state = state(arrival);
        var content = new ContentKey(digest, SettingsInForce.key(settings(arrival, state)));
        var older = state.lastVersion() <= DatasetState.NEWEST
                        || state.newest(content).isPresent()
                ? Optional.<RecentVersion>empty()
                : versions.findByContent(arrival.project(), arrival.dataset(), content)
                        .map(found -> new RecentVersion(
                                found.number(), digest, found.version().mode(), content.settings()));
        return new KnownContent(state, content, older);
    }

    private Outcome<DatasetState> commit(
            Arrival arrival, ReceivedFile file, Converted converted, KnownContent known, Established before) {
        arrival.request().expected().check(converted.rows(), converted.stored());
        var version = version(arrival, file, converted, known);
        var established = columns.carried(before.and(converted.withValues()));
        return commit(arrival, known.content(), current -> {
            var state = orEmpty(current);
            var same = known.in(state);
            if (same.isPresent()) {
                return again(arrival, state, same.get());
            }
            if (!known.covers(state) || !known.isReadAlike(state)) {
                return Decision.refuse(CHANGED_MEANWHILE, "the dataset has moved on meanwhile");
            }
            var numbered = new NumberedVersion(arrival.dataset(), state.lastVersion() + 1, version);
            var after = state.plus(
                    known.content(),
                    version.mode(),
                    established,
                    converted.habits(),
                    version.arrived().at());
            return Decision.apply(after, "version.added", announcements.arrived(numbered))
                    .storing(versions.stored(arrival.project(), numbered));
        });
    }

    private Outcome<DatasetState> commit(
            Arrival arrival, ContentKey content, AggregateStore.Decider<DatasetState> decider) {
        var command = command(arrival, content.digest() + ":" + arrival.mode() + content.settings());
        return datasets.command(command, arrival.id(), decider);
    }

    private static Command command(Arrival arrival, String request) {
        var asked = arrival.request();
        return new Command(arrival.arrivedBy(), asked.idempotencyKey(), request, asked.lineage());
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

    private Added added(Arrival arrival, ContentKey content, Outcome<DatasetState> outcome) {
        return switch (outcome) {
            case Outcome.Applied<DatasetState> applied -> created(numbered(arrival, content));
            case Outcome.Replayed<DatasetState> replayed -> new Added.Replayed(numbered(arrival, content));
            case Outcome.Ignored<DatasetState> ignored -> new Added.Duplicate(numbered(arrival, content));
            case Outcome.Refused<DatasetState>(var code, var detail) ->
                throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT, code, detail);
        };
    }

    private Added created(NumberedVersion created) {
        meters.added(created.version());
        return new Added.Created(created);
    }

    private NumberedVersion numbered(Arrival arrival, ContentKey content) {
        return versions.findByContent(arrival.project(), arrival.dataset(), content)
                .orElseThrow(() -> new Problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "NOT_YET",
                        "The version is stored, and can be looked up only in a moment"));
    }

    private DatasetVersion version(Arrival arrival, ReceivedFile file, Converted converted, KnownContent known) {
        return new DatasetVersion(
                known.content().digest(),
                known.content().settings(),
                arrival.mode(),
                new Content(
                        converted.parts(), columns.carried(converted.stored()), converted.rows(), converted.bytes()),
                new Arrived(
                        arrival.format().label(),
                        file.bytes(),
                        arrival.sourceKind(),
                        arrival.sourceName(),
                        arrival.arrivedBy(),
                        clock.instant(),
                        arrival.request().idempotencyKey()),
                converted.reading().with(known.state().settings().number()),
                arrival.request().lineage().cascadeId());
    }

    private DatasetState orEmpty(@Nullable DatasetState state) {
        return state == null ? DatasetState.empty(clock.instant()) : state;
    }
}
