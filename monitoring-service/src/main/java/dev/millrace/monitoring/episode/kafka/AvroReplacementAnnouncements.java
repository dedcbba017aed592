package dev.millrace.monitoring.episode.kafka;

import dev.millrace.contracts.AlertRaised;
import dev.millrace.contracts.AlertSeverity;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.Announcement;
import dev.millrace.monitoring.episode.ModelEpisode;
import dev.millrace.monitoring.episode.ReplacedEpisode;
import dev.millrace.monitoring.episode.ReplacementAnnouncements;
import org.springframework.stereotype.Component;

/** The end of an episode by another version as an alert. */
@Component
class AvroReplacementAnnouncements implements ReplacementAnnouncements {

    @Override
    public Announcement<?> of(ReplacedEpisode replaced) {
        var episode = replaced.episode();
        var alert = new AlertRaised();
        alert.setPipeline(replaced.pipeline());
        alert.setSeverity(AlertSeverity.INFO);
        alert.setCode(episode.kind() + "_OVER");
        alert.setWhat("it lasted from %s until version %d came into service at %s, which is watched anew"
                .formatted(episode.episode().since(), replaced.by(), replaced.at()));
        alert.setWhere("%s version %d".formatted(replaced.watched(), episode.version()));
        alert.setLink("/v1/models/%s/%s"
                .formatted(episode.model(), episode.kind() == ModelEpisode.Kind.DRIFT ? "drift" : "performance"));
        return new Announcement<>(Topics.ALERT_RAISED, alert, replaced.lineage());
    }
}
