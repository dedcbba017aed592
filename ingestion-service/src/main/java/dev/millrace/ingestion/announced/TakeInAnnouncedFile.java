package dev.millrace.ingestion.announced;

import dev.millrace.ingestion.announced.AnnouncedFile.Status;
import dev.millrace.ingestion.dataset.AddVersion;
import dev.millrace.ingestion.dataset.Added;
import dev.millrace.ingestion.dataset.Arrival;
import dev.millrace.ingestion.dataset.Compression;
import dev.millrace.ingestion.dataset.FileNames;
import dev.millrace.ingestion.dataset.Request;
import dev.millrace.ingestion.dataset.SentFile;
import dev.millrace.ingestion.dataset.TakeInFile;
import dev.millrace.ingestion.dataset.check.FileFormat;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.JobClaim;
import dev.millrace.messaging.JobWorker;
import dev.millrace.messaging.Lineage;
import dev.millrace.web.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes in one announced file. The version is added under the announcement's id as idempotency key: whoever dies between that
 * and the end of the job finds the version the next time, even if the file is gone by then.
 */
final class TakeInAnnouncedFile implements JobWorker<AnnouncedFile> {

    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final AnnouncedContent files;
    private final TakeInFile takeInFile;
    private final AddVersion addVersion;
    private final Refusals refusals;
    private final int workers;

    TakeInAnnouncedFile(
            AnnouncedContent files, TakeInFile takeInFile, AddVersion addVersion, Refusals refusals, int workers) {
        this.files = files;
        this.takeInFile = takeInFile;
        this.addVersion = addVersion;
        this.refusals = refusals;
        this.workers = workers;
    }

    @Override
    public AggregateType<AnnouncedFile> type() {
        return AnnouncedFile.TYPE;
    }

    @Override
    public int concurrency() {
        return workers;
    }

    @Override
    public void run(JobClaim<AnnouncedFile> claim) throws IOException {
        var file = claim.state();
        Optional<Refusal> refusal;
        try {
            refusal = takeIn(claim.aggregateId(), file);
        } catch (Problem problem) {
            if (problem.status().is5xxServerError()) {
                claim.postpone(PAUSE);
                return;
            }
            refusal = Optional.of(Refusal.of(problem));
        } catch (RefusedException refused) {
            refusal = Optional.of(refused.refusal());
        }
        var standing = refusal.filter(why -> !becameVersion(claim.aggregateId(), file));
        claim.complete(file.lineage(), state -> ended(state, standing));
    }

    /** Empty where the file became a version. */
    private Optional<Refusal> takeIn(String id, AnnouncedFile file) throws IOException {
        try (var content = files.open(file.announcement())) {
            return takeIn(id, file, content);
        }
    }

    private Optional<Refusal> takeIn(String id, AnnouncedFile file, AnnouncedContent.Content content) {
        var said = file.announcement();
        var names = FileNames.of(said.file().substring(said.file().lastIndexOf('/') + 1));
        var arrival = arrival(id, file, format(said, names));
        var compression = names.map(FileNames::compression).orElse(Compression.NONE);
        var digest = said.claims().digest();
        var sent = new SentFile(content.stream(), content.bytes(), compression, digest.isEmpty() ? null : digest);
        return switch (takeInFile.takeIn(arrival, sent)) {
            case Added.Created created -> Optional.empty();
            case Added.Replayed replayed -> Optional.empty();
            case Added.Duplicate(var known) ->
                Optional.of(new Refusal(
                        "ALREADY_KNOWN",
                        "These bytes are version %d of %s already".formatted(known.number(), said.dataset()),
                        List.of(),
                        known.number()));
        };
    }

    private static FileFormat format(Announcement said, Optional<FileNames> names) {
        var format = said.claims().format();
        return format.isEmpty()
                ? names.map(FileNames::format).orElseThrow(() -> unknown("the name '" + said.file() + "' says none"))
                : Arrays.stream(FileFormat.values())
                        .filter(each -> each.label().equals(format))
                        .findFirst()
                        .orElseThrow(() -> unknown("'" + format + "' is none"));
    }

    private static RefusedException unknown(String why) {
        var known = Arrays.stream(FileFormat.values()).map(FileFormat::label).collect(Collectors.joining(", "));
        return new RefusedException(
                "FORMAT_UNKNOWN", "The format is not known: %s. Say one of %s".formatted(why, known));
    }

    private static Arrival arrival(String id, AnnouncedFile file, FileFormat format) {
        var said = file.announcement();
        return new Arrival(
                said.project(),
                said.dataset(),
                format,
                said.mode(),
                said.sourceKind(),
                said.file(),
                said.arrivedBy(),
                new Request("announced " + id, file.lineage(), said.claims().expected()),
                false);
    }

    /** Before this process, or another one, died: the file may be another by now, or gone. */
    private boolean becameVersion(String id, AnnouncedFile file) {
        return addVersion.isDone(arrival(id, file, FileFormat.CSV));
    }

    private Decision<AnnouncedFile> ended(@Nullable AnnouncedFile state, Optional<Refusal> refusal) {
        if (state == null || state.status() != Status.WAITING) {
            return Decision.ignore("the file was answered");
        }
        return refusal.map(why -> Decision.apply(
                        state.now(Status.REFUSED), "file.refused", refusals.refused(state.announcement(), why)))
                .orElseGet(() -> Decision.apply(state.now(Status.TAKEN), "file.taken"));
    }

    @Override
    public AggregateStore.Decider<AnnouncedFile> exhausted(String jobId, String reason) {
        var failed = new Refusal(
                "INGESTION_FAILED", "Taking the file in failed again and again; the log of ingestion says why");
        return state -> ended(state, Optional.of(failed).filter(why -> state != null && !becameVersion(jobId, state)));
    }

    @Override
    public Lineage lineage(AnnouncedFile state) {
        return state.lineage();
    }
}
