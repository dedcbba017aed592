package dev.millrace.monitoring.drift.watch;

import dev.millrace.drift.episode.Agreement;
import dev.millrace.drift.episode.Episode;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Announcement;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.Received;
import dev.millrace.monitoring.episode.ModelEpisode;
import dev.millrace.monitoring.episode.ReplacedEpisode;
import dev.millrace.monitoring.episode.ReplacementAnnouncements;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Begins to watch what an approval put in service, with that version's own baseline. */
public class StartWatch {

    private final AggregateStore<Watch> watches;
    private final WatchedModels models;
    private final Baselines baselines;
    private final Approvals approvals;
    private final ReplacementAnnouncements announcements;

    public StartWatch(
            Aggregates aggregates,
            WatchedModels models,
            Baselines baselines,
            Approvals approvals,
            ReplacementAnnouncements announcements) {
        this.announcements = announcements;
        this.models = models;
        this.watches = CloseWindows.watches(aggregates);
        this.baselines = baselines;
        this.approvals = approvals;
    }

    /**
     * @throws ParkedException where the baseline cannot be read; the watch has begun, and counts what cannot be compared until
     *     the baseline is back
     */
    public void start(Received<?> cause, Approved approved) {
        var known = watches.find(approved.watch());
        if (known.isEmpty() || known.get().state().generation() < approved.generation()) {
            watches.on(
                    cause,
                    approved.watch(),
                    watch -> watch != null && watch.generation() >= approved.generation()
                            ? Decision.ignore("a newer generation is watched")
                            : Decision.apply(Watch.begin(approved), "watch.started", ended(cause, watch, approved))
                                    .storing(
                                            models.row(approved),
                                            models.row(approved.project(), WatchedModels.Watched.begun(approved))));
        }
        approvals.started(approved.watch(), approved.generation());
        boolean current = known.isEmpty() || known.get().state().generation() <= approved.generation();
        if (current
                && baselines.find(approved.packageDigest()) instanceof Baselines.Lookup.Unreadable(var code, var why)) {
            throw new ParkedException(code, "baseline of version %d: %s".formatted(approved.version(), why), true);
        }
    }

    /** That what people were told to last is over, because the version that it is about is. */
    private Announcement<?>[] ended(Received<?> cause, @Nullable Watch before, Approved next) {
        return before == null
                ? new Announcement<?>[0]
                : Stream.concat(
                                ended(ModelEpisode.Kind.DRIFT, before, before.agreement()),
                                ended(ModelEpisode.Kind.ESTIMATED_PERFORMANCE, before, before.estimatedAgreement()))
                        .map(episode -> announcements.of(new ReplacedEpisode(
                                episode,
                                before.approved().pipeline(),
                                before.approved().watch(),
                                before.approved().lineage(episode.kind(), episode.episode()),
                                next.version(),
                                cause.envelope().occurredAt())))
                        .toArray(Announcement<?>[]::new);
    }

    private static Stream<ModelEpisode> ended(ModelEpisode.Kind kind, Watch before, Agreement agreement) {
        return Stream.ofNullable(agreement.episode())
                .filter(Episode::isToldToLast)
                .map(episode -> before.approved().episode(kind, episode));
    }
}
