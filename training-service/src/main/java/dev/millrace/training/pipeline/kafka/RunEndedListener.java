package dev.millrace.training.pipeline.kafka;

import dev.millrace.contracts.RunEnded;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.EventListener;
import dev.millrace.messaging.Received;
import dev.millrace.training.learn.KnownTarget;
import dev.millrace.training.pipeline.FollowRun;
import dev.millrace.training.pipeline.RunId;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The end of a run, after which the next one has its turn. */
@Component
class RunEndedListener implements EventListener<RunEnded> {

    private final FollowRun followRun;

    RunEndedListener(FollowRun followRun) {
        this.followRun = followRun;
    }

    @Override
    public Topic<RunEnded> topic() {
        return Topics.RUN_ENDED;
    }

    @Override
    public void on(Received<RunEnded> received) {
        var event = received.event();
        followRun.ended(
                event.getProject(),
                RunId.parse(event.getRunId())
                        .orElseThrow(() -> new IllegalArgumentException("no run is called " + event.getRunId())),
                new FollowRun.End(
                        switch (event.getOutcome()) {
                            case TRAINED -> FollowRun.Ending.TRAINED;
                            case FAILED -> FollowRun.Ending.FAILED;
                            case CANCELLED -> FollowRun.Ending.CANCELLED;
                        },
                        event.getDetail(),
                        Duration.ofMillis(event.getDurationMillis()),
                        target(event),
                        event.getBetter()),
                received.envelope().occurredAt(),
                received);
    }

    private static @Nullable KnownTarget target(RunEnded event) {
        var label = event.getLabel();
        var task = event.getTask();
        return label == null || task == null
                ? null
                : new KnownTarget(label, task, Objects.requireNonNullElse(event.getPositiveClass(), ""));
    }
}
