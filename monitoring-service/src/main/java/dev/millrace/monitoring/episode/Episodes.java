package dev.millrace.monitoring.episode;

import dev.millrace.messaging.ReadModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The episodes of all models, those that are over included. */
public interface Episodes {

    /** The document of an episode, as it stands now. */
    ReadModel row(String project, ModelEpisode episode);

    /**
     * Those of a model, the newest first.
     *
     * @param after only those that began before the one with this position; null for the first page
     */
    List<ModelEpisode> find(String project, String model, @Nullable String after, int limit);
}
