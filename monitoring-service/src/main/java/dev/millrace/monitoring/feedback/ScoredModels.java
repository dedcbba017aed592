package dev.millrace.monitoring.feedback;

import dev.millrace.messaging.ReadModel;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How right the models are that are in service, as they are listed. */
public interface ScoredModels {

    /**
     * The last window of a model's labels.
     *
     * @param value of the metric that the rule looks at; null where the window has none
     * @param expected its value on the test rows; null where training measured none
     * @param bound beyond which the model is worse than chance explains; null where nothing is expected
     * @param worse a drop was told and lasts
     * @param since when that began; null where it does not last
     */
    record LastScore(
            String metric,
            @Nullable Double value,
            @Nullable Double expected,
            @Nullable Double bound,
            boolean worse,
            @Nullable Instant since) {

        static LastScore of(Score score, ScoredWindow window) {
            var episode = score.agreement().episode();
            boolean worse = score.agreement().lasts();
            return new LastScore(
                    window.comparison().metric(),
                    window.value(),
                    window.comparison().expected(),
                    window.comparison().bound(),
                    worse,
                    worse && episode != null ? episode.since() : null);
        }
    }

    /** A model that got worse. */
    record Worse(String model, int version, LastScore score) {}

    /** @param last null where no window of this generation was scored yet */
    ReadModel row(ServedVersion served, @Nullable LastScore last);

    /** By name; those without a scored window are left out. */
    Map<String, LastScore> find(String project, Collection<String> models);

    List<Worse> worse(String project, int limit);

    long countWorse(String project);
}
