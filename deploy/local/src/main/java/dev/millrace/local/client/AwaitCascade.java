package dev.millrace.local.client;

import dev.millrace.local.stack.Complaint;
import dev.millrace.local.stack.Part;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Follows what one upload leads to, into the run that its trigger joined, until it has ended. */
public final class AwaitCascade {

    private static final Duration PAUSE = Duration.ofMillis(150);
    private static final Duration NOBODY_CARES = Duration.ofSeconds(10);
    private static final int READERS = 20;
    private static final int NEWEST = 5;

    private final Api api;
    private final Timeline timeline;
    private final Consumer<TimelineEvent> onEvent;
    private final Duration nobodyCares;
    private final Set<String> told = new HashSet<>();
    private Runnable meanwhile = () -> {};

    public AwaitCascade(Api api, Consumer<TimelineEvent> onEvent) {
        this(api, onEvent, NOBODY_CARES);
    }

    /** @param nobodyCares how long valid data may wait for a decision before somebody asks who would take one */
    AwaitCascade(Api api, Consumer<TimelineEvent> onEvent, Duration nobodyCares) {
        this.api = api;
        this.nobodyCares = nobodyCares;
        this.timeline = new Timeline(api);
        this.onEvent = onEvent;
    }

    /** Something to do at each look, such as showing progress. */
    public AwaitCascade whileWaiting(Runnable work) {
        meanwhile = work;
        return this;
    }

    /** Returns how it ended, and why. Services that restart meanwhile are waited for. */
    public UploadResult await(String cascadeId, String dataset, Duration timeout) {
        var start = System.nanoTime();
        var id = cascadeId;
        CascadeReport last = null;
        while (System.nanoTime() - start < timeout.toNanos()) {
            var report = report(id);
            if (report != null) {
                last = report;
                report.events().stream()
                        .filter(event -> told.add(event.eventId()))
                        .forEach(onEvent);
                if (goesOnElsewhere(report)) {
                    id = report.runCascade();
                    continue;
                }
                var ending = ending(report);
                if (ending == null && undecided(report) && System.nanoTime() - start > nobodyCares.toNanos()) {
                    var readers = readers(dataset);
                    var run = readers.map(pipelines -> runOn(report, dataset, pipelines))
                            .orElse("");
                    if (!run.isEmpty()) {
                        id = run;
                        continue;
                    }
                    ending = readers.filter(List::isEmpty).isPresent() ? UploadOutcome.NO_PIPELINE : null;
                }
                if (ending != null) {
                    return new UploadResult(ending, Reason.of(ending, report, dataset), report.trainedRun());
                }
            }
            meanwhile.run();
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        var run = last == null ? "" : last.trainedRun();
        return new UploadResult(UploadOutcome.TIMED_OUT, Reason.of(UploadOutcome.TIMED_OUT, last, dataset), run);
    }

    private @Nullable CascadeReport report(String id) {
        try {
            return timeline.cascade(id);
        } catch (Complaint awayForNow) {
            return null;
        }
    }

    private static @Nullable UploadOutcome ending(CascadeReport report) {
        return switch (report.status()) {
            case "SERVING" -> UploadOutcome.SERVING;
            case "REJECTED" -> UploadOutcome.REJECTED;
            case "NOT_APPROVED" -> UploadOutcome.NOT_APPROVED;
            case "PENDING_APPROVAL" -> UploadOutcome.PENDING_APPROVAL;
            case "NO_TRAINING" -> UploadOutcome.NO_TRAINING;
            case "FAILED" -> UploadOutcome.FAILED;
            case "CANCELLED" -> UploadOutcome.CANCELLED;
            default -> null;
        };
    }

    /** Its data are in another cascade's run, or a newer version was approved before its own was in service. */
    private static boolean goesOnElsewhere(CascadeReport report) {
        return List.of("MERGED", "SUPERSEDED").contains(report.status())
                && !report.runCascade().isEmpty();
    }

    private static boolean undecided(CascadeReport report) {
        return report.events().stream().noneMatch(event -> event.topic().equals("training.decided"))
                && report.events().stream().anyMatch(event -> event.topic().equals("data.validated"));
    }

    /** The pipelines that read the dataset, of which nobody decides where there are none; empty while nobody can say. */
    private Optional<List<String>> readers(String dataset) {
        try {
            return Optional.of(
                    api.get(Part.TRAINING, "/v1/pipelines?limit=%d&dataset=%s".formatted(READERS, Api.step(dataset)))
                            .path("pipelines")
                            .valueStream()
                            .map(pipeline -> pipeline.path("pipeline").asString())
                            .toList());
        } catch (Complaint awayForNow) {
            return Optional.empty();
        }
    }

    /**
     * The cascade of a run that reads the version though its arrival was no trigger, because the pipeline came into force just
     * behind it; empty where there is none.
     */
    private String runOn(CascadeReport report, String dataset, List<String> pipelines) {
        var version = report.validatedVersion();
        try {
            return pipelines.stream()
                    .flatMap(pipeline -> api.get(
                                    Part.TRAINING,
                                    "/v1/runs?limit=%d&pipeline=%s".formatted(NEWEST, Api.step(pipeline)))
                            .path("runs")
                            .valueStream())
                    .filter(run -> run.path("dataset").asString("").equals(dataset)
                            && run.path("datasetVersionFrom").asLong() <= version
                            && run.path("datasetVersionTo").asLong() >= version)
                    .map(run -> run.path("cascadeId").asString(""))
                    .findFirst()
                    .orElse("");
        } catch (Complaint awayForNow) {
            return "";
        }
    }
}
