package dev.millrace.monitoring.feedback;

import dev.millrace.contracts.FeedbackReceived;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.DirectPublisher;
import dev.millrace.messaging.Lineage;
import dev.millrace.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpStatus;

/** Publishes labels to the partitions that their predictions were logged to, so that both meet on one consumer. */
public class SendLabels {

    private static final long PATIENCE_SECONDS = 30;

    private final DirectPublisher publisher;

    SendLabels(DirectPublisher publisher) {
        this.publisher = publisher;
    }

    /**
     * What became of one label.
     *
     * @param status ACCEPTED, or why not
     */
    public record Receipt(String predictionId, String status) {}

    /** Returns when the broker has every label that is acceptable; sent again, they are no other labels. */
    public List<Receipt> send(String project, String model, List<Label> labels) {
        List<Receipt> receipts = new ArrayList<>();
        List<CompletableFuture<Void>> sending = new ArrayList<>();
        int partitions = publisher.partitions(Topics.FEEDBACK_RECEIVED);
        for (Label label : labels) {
            OptionalInt partition = PredictionId.partition(label.predictionId());
            if (partition.isEmpty() || partition.getAsInt() >= partitions) {
                receipts.add(new Receipt(label.predictionId(), "PREDICTION_ID_INVALID"));
            } else {
                receipts.add(new Receipt(label.predictionId(), "ACCEPTED"));
                sending.add(publish(project, model, label, partition.getAsInt()));
            }
        }
        await(sending);
        return receipts;
    }

    private CompletableFuture<Void> publish(String project, String model, Label label, int partition) {
        var event = new FeedbackReceived();
        event.setProject(project);
        event.setModel(model);
        event.setPredictionId(label.predictionId());
        event.setLabel(label.label());
        event.setObservedAt(label.observedAt());
        event.setOccurredAt(label.observedAt());
        String source = "monitoring:labels:%s/%s/%s=%s".formatted(project, model, label.predictionId(), label.label());
        return publisher.sendOnce(
                Topics.FEEDBACK_RECEIVED,
                event,
                partition,
                new Lineage("label-" + label.predictionId(), null, 0),
                source);
    }

    /** Sends a label on that stands on another partition than its prediction; returns when it is there. */
    public void forward(FeedbackReceived event, Lineage lineage, int partition) {
        var copy = FeedbackReceived.newBuilder(event).build();
        String source = "monitoring:forwarded:" + event.getEventId();
        await(List.of(publisher.sendOnce(Topics.FEEDBACK_RECEIVED, copy, partition, lineage, source)));
    }

    private static void await(List<CompletableFuture<Void>> sending) {
        try {
            CompletableFuture.allOf(sending.toArray(CompletableFuture<?>[]::new))
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException away) {
            throw (Problem) new Problem(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "BROKER_UNAVAILABLE",
                            "Not all labels were stored; send them again")
                    .initCause(away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while sending labels", stopped);
        }
    }
}
