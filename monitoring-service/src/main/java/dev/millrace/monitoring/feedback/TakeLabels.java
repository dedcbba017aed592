package dev.millrace.monitoring.feedback;

import dev.millrace.contracts.FeedbackReceived;
import dev.millrace.messaging.Received;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Sorts what arrived on the labels' topic: labels at home are scored by model, others are sent home once. */
public class TakeLabels {

    private final ScoreLabels scoreLabels;
    private final SendLabels sendLabels;

    TakeLabels(ScoreLabels scoreLabels, SendLabels sendLabels) {
        this.scoreLabels = scoreLabels;
        this.sendLabels = sendLabels;
    }

    public void take(int partition, List<Received<FeedbackReceived>> batch) {
        Map<String, List<ScoreLabels.Incoming>> byModel = new LinkedHashMap<>();
        for (Received<FeedbackReceived> received : batch) {
            FeedbackReceived event = received.event();
            OptionalInt home = PredictionId.partition(event.getPredictionId());
            if (home.isPresent()
                    && home.getAsInt() != partition
                    && received.envelope().hop() == 0) {
                sendLabels.forward(event, received.envelope().effect(), home.getAsInt());
            } else {
                ScoreLabels.Incoming label = incoming(partition, received);
                byModel.computeIfAbsent(label.project() + "/" + label.model(), id -> new ArrayList<>())
                        .add(label);
            }
        }
        byModel.values().forEach(scoreLabels::score);
    }

    private static ScoreLabels.Incoming incoming(int partition, Received<FeedbackReceived> received) {
        FeedbackReceived event = received.event();
        return new ScoreLabels.Incoming(
                received.envelope().project(),
                event.getModel(),
                partition,
                received.offset(),
                new Label(event.getPredictionId(), event.getLabel(), event.getObservedAt()));
    }
}
