package dev.millrace.monitoring.episode.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contracts.AlertRaised;
import dev.millrace.contracts.AlertSeverity;
import dev.millrace.drift.episode.Episode;
import dev.millrace.messaging.Lineage;
import dev.millrace.monitoring.ServingRole;
import dev.millrace.monitoring.episode.ModelEpisode;
import dev.millrace.monitoring.episode.ReplacedEpisode;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvroReplacementAnnouncementsTests {

    private static final Instant SINCE = Instant.parse("2026-11-30T08:00:00Z");
    private static final Instant AT = Instant.parse("2026-11-30T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "DRIFT, DRIFT_OVER, drift",
        "PERFORMANCE, PERFORMANCE_OVER, performance",
        "ESTIMATED_PERFORMANCE, ESTIMATED_PERFORMANCE_OVER, performance"
    })
    void saysWhichVersionEndedTheEpisodeInItsOwnCascade(ModelEpisode.Kind kind, String code, String page) {
        var episode = new Episode(3, SINCE, SINCE.plusSeconds(60), null, null);
        var lineage = new Lineage("episode-3", "approval-1", 0);

        var announced = new AvroReplacementAnnouncements()
                .of(new ReplacedEpisode(
                        new ModelEpisode(kind, "taxi", 1, ServingRole.CHAMPION, 1, "episode-3", episode),
                        "taxi-tips",
                        "default/taxi",
                        lineage,
                        2,
                        AT));

        assertThat(announced.lineage()).isEqualTo(lineage);
        assertThat(announced.event()).isInstanceOfSatisfying(AlertRaised.class, alert -> {
            assertThat(alert.getCode()).isEqualTo(code);
            assertThat(alert.getSeverity()).isEqualTo(AlertSeverity.INFO);
            assertThat(alert.getPipeline()).isEqualTo("taxi-tips");
            assertThat(alert.getWhat())
                    .isEqualTo("it lasted from " + SINCE + " until version 2 came into service at " + AT
                            + ", which is watched anew");
            assertThat(alert.getWhere()).isEqualTo("default/taxi version 1");
            assertThat(alert.getLink()).isEqualTo("/v1/models/taxi/" + page);
        });
    }
}
