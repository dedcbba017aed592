package dev.millrace.registry.model;

import dev.millrace.messaging.summary.Attention;
import dev.millrace.messaging.summary.SummarySource;
import dev.millrace.registry.history.Version.Status;
import dev.millrace.registry.history.Versions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Tells which versions wait for a person, and what was decided of late. */
class SummarizeModels implements SummarySource {

    private static final Duration LATELY = Duration.ofHours(24);

    private final Versions versions;
    private final Clock clock;

    SummarizeModels(Versions versions, Clock clock) {
        this.versions = versions;
        this.clock = clock;
    }

    @Override
    public Share of(String project, int most) {
        var lately = clock.instant().minus(LATELY);
        return Share.of(
                Map.of(
                        "versionsWaiting",
                        versions.count(project, Status.PENDING_MANUAL_APPROVAL, Instant.EPOCH),
                        "versionsApproved",
                        versions.count(project, Status.APPROVED, lately),
                        "versionsRejected",
                        versions.count(project, Status.REJECTED, lately)),
                versions.waitingIn(project, most).stream()
                        .map(SummarizeModels::waiting)
                        .toList());
    }

    private static Attention waiting(Versions.WaitingVersion version) {
        return new Attention(
                Attention.Severity.ATTENTION,
                "PENDING_MANUAL_APPROVAL",
                "version",
                version.model(),
                (long) version.number(),
                version.since(),
                "version %d of %s waits for a person".formatted(version.number(), version.model()));
    }
}
