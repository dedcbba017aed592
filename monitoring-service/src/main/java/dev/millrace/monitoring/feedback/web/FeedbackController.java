package dev.millrace.monitoring.feedback.web;

import dev.millrace.monitoring.ServingRole;
import dev.millrace.monitoring.UnknownModel;
import dev.millrace.monitoring.drift.watch.ReadDrift;
import dev.millrace.monitoring.feedback.FindPrediction;
import dev.millrace.monitoring.feedback.GatheringView;
import dev.millrace.monitoring.feedback.Label;
import dev.millrace.monitoring.feedback.PerformanceView;
import dev.millrace.monitoring.feedback.Predictions;
import dev.millrace.monitoring.feedback.ReadGathering;
import dev.millrace.monitoring.feedback.ReadPerformance;
import dev.millrace.monitoring.feedback.SendLabels;
import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import dev.millrace.web.Names;
import dev.millrace.web.NotFound;
import dev.millrace.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Labels and performance over HTTP. */
@RestController
class FeedbackController {

    private static final int MAX_LABELS = 1000;
    static final int MAX_LENGTH = 200;
    private static final int REFUSALS_SHOWN = 100;

    private final SendLabels sendLabels;
    private final ReadPerformance readPerformance;
    private final FindPrediction findPrediction;
    private final ReadGathering readGathering;
    private final ReadDrift readDrift;
    private final Clock clock;

    FeedbackController(
            SendLabels sendLabels,
            ReadPerformance readPerformance,
            FindPrediction findPrediction,
            ReadGathering readGathering,
            ReadDrift readDrift,
            Clock clock) {
        this.readDrift = readDrift;
        this.readGathering = readGathering;
        this.findPrediction = findPrediction;
        this.sendLabels = sendLabels;
        this.readPerformance = readPerformance;
        this.clock = clock;
    }

    /** Labels of one model's predictions. */
    record Feedback(String model, List<Truth> labels) {
        Feedback {
            given(model, "model");
            given(labels, "labels");
            labels.forEach(label -> given(label, "labels"));
        }
    }

    /**
     * The truth about one prediction.
     *
     * @param label the class, or the number as text
     * @param observedAt when the truth became known; now where it is left out
     */
    record Truth(
            String predictionId, String label, @Nullable Instant observedAt) {
        Truth {
            given(predictionId, "predictionId");
            given(label, "label");
        }
    }

    /** @param field of the object whose constructor asks */
    private static void given(@Nullable Object value, String field) {
        if (value == null) {
            throw new Problem(
                            HttpStatus.BAD_REQUEST,
                            "FIELD_REQUIRED",
                            "The field %s is missing, or is null".formatted(field))
                    .with("pointer", "/" + field);
        }
    }

    /** What became of each label, in the same order. */
    record Receipts(String model, List<SendLabels.Receipt> labels) {}

    @Operation(summary = "Takes the truth about predictions, by their ids")
    @PostMapping("/v1/feedback")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Allowed(Role.DATA_ENGINEER)
    Receipts feedback(Caller caller, @RequestBody Feedback feedback) {
        String model = Names.checked(feedback.model());
        if (feedback.labels().isEmpty() || feedback.labels().size() > MAX_LABELS) {
            throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "LABELS_OUT_OF_RANGE", "labels has 1 to 1000 items")
                    .with("pointer", "/labels")
                    .with("limit", MAX_LABELS)
                    .with("actual", feedback.labels().size());
        }
        Instant now = clock.instant();
        List<Label> labels =
                feedback.labels().stream().map(truth -> label(truth, now)).toList();
        return new Receipts(model, sendLabels.send(caller.project(), model, labels));
    }

    /**
     * What became of the labels of a file.
     *
     * @param byStatus how many labels have each status
     * @param refused the first hundred that were not accepted
     * @param ignoredColumns of the file
     */
    record FileReceipt(
            String model,
            int labels,
            Map<String, Integer> byStatus,
            List<RefusedRow> refused,
            List<String> ignoredColumns) {}

    /** @param row counts from 1, behind the header */
    record RefusedRow(
            int row,
            String predictionId,
            String status,
            @Nullable String detail) {}

    @Operation(
            summary =
                    "Takes the truth about predictions of one model from a CSV file: predictionId, label and, where known, observedAt",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "text/csv",
                                            schema =
                                                    @Schema(
                                                            type = "string",
                                                            example = "predictionId,label\n0-5f3a-1,true\n"))))
    @PostMapping(path = "/v1/models/{model}/feedback", consumes = "text/csv")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Allowed(Role.DATA_ENGINEER)
    FileReceipt feedbackFile(Caller caller, @PathVariable String model, HttpServletRequest request) throws IOException {
        var name = Names.checked(model);
        var file = LabelFile.read(request.getInputStream(), clock.instant());
        var byStatus = new TreeMap<String, Integer>();
        var refused = new ArrayList<RefusedRow>();
        for (int from = 0; from < file.labels().size(); from += MAX_LABELS) {
            var some = file.labels().subList(from, Math.min(file.labels().size(), from + MAX_LABELS));
            int row = from;
            for (var receipt : sendLabels.send(caller.project(), name, some)) {
                row++;
                byStatus.merge(receipt.status(), 1, Integer::sum);
                if (!receipt.accepted() && refused.size() < REFUSALS_SHOWN) {
                    refused.add(new RefusedRow(row, receipt.predictionId(), receipt.status(), receipt.detail()));
                }
            }
        }
        return new FileReceipt(name, file.labels().size(), byStatus, refused, file.ignoredColumns());
    }

    private static Label label(Truth truth, Instant now) {
        if (truth.label().length() > MAX_LENGTH || truth.predictionId().length() > MAX_LENGTH) {
            throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "LABEL_TOO_LONG", "A label or an id is too long")
                    .with("limit", MAX_LENGTH);
        }
        return new Label(truth.predictionId(), truth.label(), truth.observedAt() == null ? now : truth.observedAt());
    }

    /**
     * What a version answered.
     *
     * @param predicted the class, or the number as text
     * @param scores in the order of the classes; for regression the one number
     * @param at when the broker took the last record that is kept together with it
     */
    record PredictionView(
            String predictionId,
            String model,
            int version,
            ServingRole role,
            long generation,
            String predicted,
            List<String> classes,
            List<Double> scores,
            Instant at) {

        static PredictionView of(Predictions.Found found) {
            return new PredictionView(
                    found.prediction().predictionId(),
                    found.model().model(),
                    found.model().version(),
                    found.model().role(),
                    found.model().generation(),
                    found.prediction().predicted(),
                    found.classes(),
                    found.prediction().scores(),
                    found.at());
        }
    }

    @Operation(summary = "Which version answered, when and what, while the prediction is kept")
    @GetMapping("/v1/predictions/{id}")
    @Allowed(Role.VIEWER)
    PredictionView prediction(Caller caller, @PathVariable String id) {
        return findPrediction
                .find(caller.project(), id)
                .map(PredictionView::of)
                .orElseThrow(() -> NotFound.of(
                        "PREDICTION_UNKNOWN",
                        "There is no prediction %s, or it is no longer kept".formatted(NotFound.shortened(id)),
                        "an answer of serving has the ids of its predictions"));
    }

    @Operation(summary = "How right a model is, by the labels that came, against its test rows")
    @GetMapping("/v1/models/{model}/performance")
    @Allowed(Role.VIEWER)
    PerformanceView performance(Caller caller, @PathVariable String model) {
        return readPerformance.find(caller.project(), Names.checked(model)).orElseThrow(() -> unknown(caller, model));
    }

    @Operation(summary = "What became of the rows that were answered and labelled, where the pipeline gathers them")
    @GetMapping("/v1/models/{model}/feedback")
    @Allowed(Role.VIEWER)
    GatheringView gathering(Caller caller, @PathVariable String model) {
        return readGathering.find(caller.project(), Names.checked(model)).orElseThrow(() -> unknown(caller, model));
    }

    private Problem unknown(Caller caller, String model) {
        return UnknownModel.problem(model, readDrift.models(caller.project(), NotFound.NAMES));
    }
}
