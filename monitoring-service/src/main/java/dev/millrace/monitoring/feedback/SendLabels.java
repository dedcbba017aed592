package dev.millrace.monitoring.feedback;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.failure.Failure;
import dev.millrace.monitoring.ModelRole;
import dev.millrace.web.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final Predictions predictions;

    SendLabels(LabelTopic topic, Aggregates aggregates, Predictions predictions) {
        this.topic = topic;
        this.predictions = predictions;
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
            String detail) {

        private static final String ACCEPTED = "ACCEPTED";

        public boolean accepted() {
            return status.equals(ACCEPTED);
        }
    }

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
        var served = scores.find(ModelRole.champion(project, model).id())
                .map(stored -> stored.state().served());
        var others = others(project, model, labels);
        for (var label : labels) {
            var id = PredictionId.parse(label.predictionId()).filter(parsed -> parsed.partition() < partitions);
            var unknown = served.flatMap(version -> unknown(version, label.label()));
            if (id.isEmpty()) {
                receipts.add(new Receipt(label.predictionId(), "PREDICTION_ID_INVALID", "no prediction has this id"));
            } else if (others.containsKey(label.predictionId())) {
                receipts.add(
                        new Receipt(label.predictionId(), "PREDICTION_OF_ANOTHER", others.get(label.predictionId())));
            } else if (unknown.isPresent()) {
                receipts.add(new Receipt(label.predictionId(), "LABEL_UNKNOWN", unknown.get()));
            } else {
                receipts.add(new Receipt(label.predictionId(), Receipt.ACCEPTED, null));
                sending.add(topic.send(project, model, label, id.get().partition()));
            }
        }
        CompletableFuture.allOf(sending.toArray(CompletableFuture<?>[]::new)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return receipts;
    }

    /** Whose predictions are those that are kept and are not the model's, by their ids. */
    private Map<String, String> others(String project, String model, List<Label> labels) {
        var byPartition = PredictionId.byPartition(
                labels.stream().map(Label::predictionId).toList());
        var others = new HashMap<String, String>();
        byPartition.forEach((partition, ids) -> predictions.find(partition, ids).forEach((id, found) -> {
            if (!found.model().project().equals(project)) {
                others.put(id, "the prediction is of another project");
            } else if (!found.model().model().equals(model)) {
                others.put(
                        id,
                        "the prediction is of model %s, not of %s"
                                .formatted(found.model().model(), model));
            }
        }));
        return others;
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
