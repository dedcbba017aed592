package dev.millrace.local.command;

import dev.millrace.local.client.Api;
import dev.millrace.local.client.Csv;
import dev.millrace.local.stack.Complaint;
import dev.millrace.local.stack.Part;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "feedback",
        description =
                "Tell the truth about predictions: a CSV with the columns predictionId and label, and observedAt where it is known. Without a"
                        + " file, show what became of the rows that were labelled.")
final class FeedbackCommand implements Callable<Integer> {

    private static final int LABELS_A_REQUEST = 1000;
    private static final int REFUSALS_SHOWN = 10;
    private static final int MOST_ROWS = 10_000_000;
    private static final List<String> COLUMNS = List.of("predictionId", "label", "observedAt");

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(index = "0", paramLabel = "MODEL", description = "Named like its pipeline.")
    private String model = "";

    @Parameters(index = "1", paramLabel = "FILE", arity = "0..1", description = "The labels, CSV in UTF-8.")
    private String file = "";

    /** What became of the labels. */
    private static final class Sent {

        private final List<Map<String, Object>> refused = new ArrayList<>();
        private final Map<String, Integer> byStatus = new TreeMap<>();

        void add(JsonNode receipt, int row) {
            var status = receipt.path("status").asString();
            byStatus.merge(status, 1, Integer::sum);
            if (!status.equals("ACCEPTED") && refused.size() < REFUSALS_SHOWN) {
                refused.add(Map.of(
                        "row",
                        row,
                        "predictionId",
                        receipt.path("predictionId").asString(),
                        "status",
                        status,
                        "detail",
                        receipt.path("detail").asString("")));
            }
        }

        boolean isComplete() {
            return byStatus.keySet().stream().allMatch("ACCEPTED"::equals);
        }
    }

    @Override
    public Integer call() {
        return file.isEmpty() ? show() : send(labels(Path.of(file)));
    }

    private int send(List<Map<String, Object>> labels) {
        var sent = new Sent();
        for (int from = 0; from < labels.size(); from += LABELS_A_REQUEST) {
            var some = labels.subList(from, Math.min(labels.size(), from + LABELS_A_REQUEST));
            var receipts = options.api()
                    .post(Part.MONITORING, "/v1/feedback", Map.of("model", model, "labels", some))
                    .path("labels");
            for (int i = 0; i < receipts.size(); i++) {
                sent.add(receipts.get(i), from + i + 1);
            }
        }
        tell(sent, labels.size());
        return sent.isComplete() ? 0 : Complaint.REFUSED;
    }

    private void tell(Sent sent, int labels) {
        var console = options.console();
        if (options.json) {
            console.json(Map.of("model", model, "labels", labels, "status", sent.byStatus, "refused", sent.refused));
            return;
        }
        console.line("%d of %d labels were accepted for %s"
                .formatted(sent.byStatus.getOrDefault("ACCEPTED", 0), labels, model));
        sent.refused.forEach(each -> console.line("  row %s, %s: %s, %s"
                .formatted(each.get("row"), each.get("predictionId"), each.get("status"), each.get("detail"))));
    }

    private int show() {
        var view = options.api().get(Part.MONITORING, "/v1/models/" + Api.step(model) + "/feedback");
        var console = options.console();
        if (options.json) {
            console.json(view);
        } else if (view.path("dataset").asString("").isEmpty()) {
            console.line("The pipeline of %s gathers no labelled rows: see data.feedback in docs/monitoring.md"
                    .formatted(model));
        } else {
            var leftOut = view.path("leftOut");
            console.line("%s: %d labelled rows became %d batches for %s, %d wait"
                    .formatted(
                            model,
                            view.path("batched").asLong(),
                            view.path("batches").asLong(),
                            view.path("dataset").asString(),
                            view.path("waiting").asLong()));
            console.line("  left out: %d without inputs, %d sampled away, %d with an unknown label, %d dropped"
                    .formatted(
                            leftOut.path("withoutInputs").asLong(),
                            leftOut.path("sampledAway").asLong(),
                            leftOut.path("labelUnknown").asLong(),
                            view.path("dropped").asLong()));
            view.path("newest")
                    .valueStream()
                    .forEach(batch -> console.line("  batch %d, %s: %d rows, cascade %s"
                            .formatted(
                                    batch.path("number").asLong(),
                                    batch.path("madeAt").asString(),
                                    batch.path("rows").asLong(),
                                    batch.path("cascadeId").asString())));
        }
        return 0;
    }

    /** @throws Complaint that names the row and the column of the first fault */
    static List<Map<String, Object>> labels(Path file) {
        var rows = Csv.read(file, MOST_ROWS);
        if (rows.size() < 2) {
            throw new Complaint(
                    file + " has no labels: a header predictionId,label and a row for each label are needed");
        }
        var header = rows.getFirst();
        for (var column : COLUMNS.subList(0, 2)) {
            if (!header.contains(column)) {
                throw new Complaint(
                        "%s has no column %s, but %s: predictionId and label are needed, observedAt may be there"
                                .formatted(file, column, String.join(", ", header)));
            }
        }
        var labels = new ArrayList<Map<String, Object>>();
        for (int row = 1; row < rows.size(); row++) {
            labels.add(label(file, header, rows.get(row), row));
        }
        return labels;
    }

    private static Map<String, Object> label(Path file, List<String> header, List<String> row, int number) {
        if (row.size() != header.size()) {
            throw new Complaint(
                    "%s, row %d has %d fields, the header has %d".formatted(file, number, row.size(), header.size()));
        }
        var label = new LinkedHashMap<String, Object>();
        for (var column : COLUMNS) {
            int place = header.indexOf(column);
            var value = place < 0 ? "" : row.get(place);
            if (value.isEmpty() && !column.equals("observedAt")) {
                throw new Complaint("%s, row %d, column %s is empty".formatted(file, number, column));
            }
            if (!value.isEmpty()) {
                label.put(column, column.equals("observedAt") ? time(file, number, value) : value);
            }
        }
        return label;
    }

    private static String time(Path file, int row, String value) {
        try {
            return Instant.parse(value).toString();
        } catch (DateTimeParseException none) {
            throw new Complaint(
                    "%s, row %d, column observedAt is %s: a time is written 2026-11-28T12:00:00Z"
                            .formatted(file, row, value),
                    none);
        }
    }
}
