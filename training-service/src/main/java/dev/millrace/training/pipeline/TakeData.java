package dev.millrace.training.pipeline;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Received;
import dev.millrace.training.data.AddVersion;
import dev.millrace.training.data.DatasetVersion;
import dev.millrace.training.data.FeedbackRange;
import dev.millrace.training.data.LoggedVersion;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Hands a validated version to every pipeline that reads its dataset, be it the pipeline's own or that of labelled rows. The
 * version is added to its dataset first and the pipelines are looked for after; whoever defines a pipeline does it the other way
 * round, so between them no version is lost.
 */
public class TakeData {

    private static final int PAGE = 100;

    private final AggregateStore<Pipeline> pipelines;
    private final AddVersion addVersion;
    private final Pipelines readers;
    private final DecideTrigger decideTrigger;

    TakeData(Aggregates aggregates, AddVersion addVersion, Pipelines readers, DecideTrigger decideTrigger) {
        this.pipelines = aggregates.of(Pipeline.TYPE);
        this.addVersion = addVersion;
        this.readers = readers;
        this.decideTrigger = decideTrigger;
    }

    /** One change for the dataset and one for each pipeline, each made once by its own mark. */
    public void take(DatasetVersion version, Received<?> cause) {
        var logged = addVersion.add(version, cause);
        var page = readers.readersOf(version.project(), version.dataset(), "", PAGE);
        while (!page.isEmpty()) {
            page.forEach(id ->
                    pipelines.on(cause, id, state -> decide(Objects.requireNonNull(state), version, logged, cause)));
            page = page.size() < PAGE
                    ? List.of()
                    : readers.readersOf(version.project(), version.dataset(), page.getLast(), PAGE);
        }
    }

    private Decision<Pipeline> decide(
            Pipeline pipeline, DatasetVersion version, Optional<LoggedVersion> logged, Received<?> cause) {
        boolean feedback = version.dataset().equals(pipeline.feedback());
        if (!feedback && !pipeline.dataset().equals(version.dataset())) {
            return Decision.ignore("the pipeline reads another dataset by now");
        }
        var known = feedback ? pipeline.data().feedbackOf(version.dataset()) : pipeline.data();
        var trigger = new Trigger.NewData(
                List.of(cause.envelope().eventId()), cause.envelope().effect());
        if (logged.isEmpty() || logged.get().position() <= known.end().versions()) {
            var detail = "version " + version.version() + " was known before";
            return decideTrigger.suppress(
                    pipeline,
                    TriggerDecision.Suppressed.of(trigger, new TriggerPolicy.No(Suppression.DUPLICATE, detail)));
        }
        var range = logged.get().range();
        var data = feedback
                ? pipeline.data().withFeedback(new FeedbackRange(version.dataset(), range))
                : range.withFeedback(pipeline.data().feedback());
        return decideTrigger.decide(pipeline.withData(data), trigger);
    }
}
