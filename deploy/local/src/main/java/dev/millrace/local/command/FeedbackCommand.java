package dev.millrace.local.command;

import dev.millrace.local.client.Api;
import dev.millrace.local.client.DisplayText;
import dev.millrace.local.stack.Complaint;
import dev.millrace.local.stack.Part;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

    private static final String ACCEPTED = "ACCEPTED";
    private static final int REFUSALS_SHOWN = 10;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(index = "0", paramLabel = "MODEL", description = "Named like its pipeline.")
    private String model = "";

    @Parameters(index = "1", paramLabel = "FILE", arity = "0..1", description = "The labels, CSV in UTF-8.")
    private @Nullable Path file;

    @Override
    public Integer call() {
        return file == null ? show() : send(file);
    }

    private int send(Path labels) {
        var receipt = options.api()
                .postFile(Part.MONITORING, "/v1/models/" + Api.step(model) + "/feedback", "text/csv", labels);
        int accepted = receipt.path("byStatus").path(ACCEPTED).asInt();
        if (options.json) {
            options.console().json(receipt);
        } else {
            tell(receipt, accepted);
        }
        return accepted == receipt.path("labels").asInt() ? 0 : Complaint.REFUSED;
    }

    private void tell(JsonNode receipt, int accepted) {
        var console = options.console();
        console.line("%d of %d labels were accepted for %s"
                .formatted(accepted, receipt.path("labels").asInt(), model));
        receipt.path("byStatus").propertyStream().forEach(status -> {
            if (!status.getKey().equals(ACCEPTED)) {
                console.line("  %d are refused: %s".formatted(status.getValue().asInt(), status.getKey()));
            }
        });
        receipt.path("refused")
                .valueStream()
                .limit(REFUSALS_SHOWN)
                .forEach(each -> console.line("  row %d, %s: %s"
                        .formatted(
                                each.path("row").asInt(),
                                each.path("predictionId").asString(),
                                each.path("detail").asString())));
        if (!receipt.path("ignoredColumns").isEmpty()) {
            console.line("  columns that mean nothing here: "
                    + receipt.path("ignoredColumns")
                            .valueStream()
                            .map(JsonNode::asString)
                            .collect(Collectors.joining(", ")));
        }
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
            console.line("%s: %d labelled rows went to %s (batches: %d), %d wait"
                    .formatted(
                            model,
                            view.path("batched").asLong(),
                            view.path("dataset").asString(),
                            view.path("batches").asLong(),
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
                                    DisplayText.time(batch.path("madeAt")),
                                    batch.path("rows").asLong(),
                                    batch.path("cascadeId").asString())));
        }
        return 0;
    }
}
