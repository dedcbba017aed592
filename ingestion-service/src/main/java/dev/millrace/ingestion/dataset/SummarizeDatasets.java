package dev.millrace.ingestion.dataset;

import dev.millrace.messaging.summary.SummarySource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Tells how many versions arrived within a day. */
class SummarizeDatasets implements SummarySource {

    private static final Duration LATELY = Duration.ofHours(24);

    private final Versions versions;
    private final Clock clock;

    SummarizeDatasets(Versions versions, Clock clock) {
        this.versions = versions;
        this.clock = clock;
    }

    @Override
    public Share of(String project, int most) {
        return Share.of(
                Map.of(
                        "datasetVersions",
                        versions.count(project, clock.instant().minus(LATELY))),
                List.of());
    }
}
