package dev.millrace.monitoring.feedback;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.failure.Failure;
import dev.millrace.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Publishes labels to the partitions that their predictions were logged to, so that both meet on one partition. */
public class SendLabels {

    private static final long PATIENCE_SECONDS = 30;

    private final LabelTopic topic;
    private final AggregateStore<Score> scores;

    SendLabels(LabelTopic topic, Aggregates aggregates) {
        this.topic = topic;
        this.scores = CloseLabelWindows.scores(aggregates);
    }

    /**
     * What became of one label.
     *
     * @param status ACCEPTED, or why not
     * @param detail what is wrong, with what is wanted; left out where it was accepted
     */
    public record Receipt(
            String predictionId,
            String status,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String detail) {}

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
        var served =
                scores.find(project + "/" + model).map(stored -> stored.state().served());
        for (var label : labels) {
            var id = PredictionId.parse(label.predictionId()).filter(parsed -> parsed.partition() < partitions);
            var unknown = served.flatMap(version -> unknown(version, label.label()));
            if (id.isEmpty()) {
                receipts.add(new Receipt(label.predictionId(), "PREDICTION_ID_INVALID", "no prediction has this id"));
            } else if (unknown.isPresent()) {
                receipts.add(new Receipt(label.predictionId(), "LABEL_UNKNOWN", unknown.get()));
            } else {
                receipts.add(new Receipt(label.predictionId(), "ACCEPTED", null));
                sending.add(topic.send(project, model, label, id.get().partition()));
            }
        }
        CompletableFuture.allOf(sending.toArray(CompletableFuture<?>[]::new)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return receipts;
    }

    private static Optional<String> unknown(ServedVersion served, String label) {
        if (served.known(label).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                served.regression()
                        ? label + " is no number"
                        : "%s is none of the classes %s".formatted(label, String.join(", ", served.classes())));
    }

    private static Problem unavailable(Exception cause) {
        var problem = new Problem(
                HttpStatus.SERVICE_UNAVAILABLE, "BROKER_UNAVAILABLE", "Not all labels were stored; send them again");
        problem.initCause(cause);
        return problem;
    }
}
