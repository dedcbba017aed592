package dev.millrace.validation.dataset;

import dev.millrace.messaging.summary.Attention;
import dev.millrace.messaging.summary.SummarySource;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Tells how many versions were judged within a day, and which datasets wait for data that can be used. */
class SummarizeVerdicts implements SummarySource {

    private static final Duration LATELY = Duration.ofHours(24);

    private final Verdicts verdicts;
    private final Clock clock;

    SummarizeVerdicts(Verdicts verdicts, Clock clock) {
        this.verdicts = verdicts;
        this.clock = clock;
    }

    @Override
    public Share of(String project, int most) {
        var lately = clock.instant().minus(LATELY);
        return Share.of(
                Map.of(
                        "dataUsable", verdicts.count(project, true, lately),
                        "dataRejected", verdicts.count(project, false, lately)),
                verdicts.rejected(project, most).stream()
                        .map(SummarizeVerdicts::rejected)
                        .toList());
    }

    private static Attention rejected(Verdicts.Newest newest) {
        var first = newest.first();
        return new Attention(
                Attention.Severity.BAD,
                "DATA_REJECTED",
                "dataset",
                newest.dataset(),
                newest.version(),
                newest.judgedAt(),
                "version %d of %s was rejected: %s%s, %s instead of %s"
                        .formatted(
                                newest.version(),
                                newest.dataset(),
                                first.code(),
                                first.column() == null ? "" : " in " + first.column(),
                                first.observed(),
                                first.bound()));
    }
}
