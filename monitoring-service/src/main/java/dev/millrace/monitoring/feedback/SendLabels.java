package dev.millrace.monitoring.feedback;

import dev.millrace.messaging.failure.Failure;
import dev.millrace.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpStatus;

/** Publishes labels to the partitions that their predictions were logged to, so that both meet on one partition. */
public class SendLabels {

    private static final long PATIENCE_SECONDS = 30;

    private final LabelTopic topic;

    SendLabels(LabelTopic topic) {
        this.topic = topic;
    }

    /**
     * What became of one label.
     *
     * @param status ACCEPTED, or why not
     */
    public record Receipt(String predictionId, String status) {}

    /**
     * Returns when the broker has every label that is acceptable; sent again, they are no other labels.
     *
     * @throws Problem 503 while the broker is away
     */
    public List<Receipt> send(String project, String model, List<Label> labels) {
        try {
            return sent(project, model, labels);
        } catch (ExecutionException | TimeoutException away) {
            throw unavailable(away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw unavailable(stopped);
        } catch (RuntimeException failure) {
            throw Failure.isOutage(failure) ? unavailable(failure) : failure;
        }
    }

    private List<Receipt> sent(String project, String model, List<Label> labels)
            throws ExecutionException, TimeoutException, InterruptedException {
        var receipts = new ArrayList<Receipt>();
        var sending = new ArrayList<CompletableFuture<Void>>();
        int partitions = topic.partitions();
        for (var label : labels) {
            var id = PredictionId.parse(label.predictionId()).filter(parsed -> parsed.partition() < partitions);
            receipts.add(new Receipt(label.predictionId(), id.isPresent() ? "ACCEPTED" : "PREDICTION_ID_INVALID"));
            id.ifPresent(parsed -> sending.add(topic.send(project, model, label, parsed.partition())));
        }
        CompletableFuture.allOf(sending.toArray(CompletableFuture<?>[]::new)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return receipts;
    }

    private static Problem unavailable(Exception cause) {
        var problem = new Problem(
                HttpStatus.SERVICE_UNAVAILABLE, "BROKER_UNAVAILABLE", "Not all labels were stored; send them again");
        problem.initCause(cause);
        return problem;
    }
}
