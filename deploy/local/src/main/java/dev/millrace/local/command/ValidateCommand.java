package dev.millrace.local.command;

import dev.millrace.local.client.DatasetReading;
import dev.millrace.local.client.DatasetSchema;
import dev.millrace.local.client.Findings;
import dev.millrace.local.client.LocalFile;
import dev.millrace.local.stack.Complaint;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "validate",
        description = "Say whether an upload of a file would be accepted, here and without uploading it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it would be usable", "10:it would be refused or rejected", "1:error"})
final class ValidateCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(index = "0", paramLabel = "FILE", description = "As for upload.")
    private Path file = Path.of("");

    @Option(
            names = "--schema",
            paramLabel = "DATASET",
            description = "Read and judge it as the next version of this dataset; needs a running stack.")
    private @Nullable String dataset;

    @Override
    public Integer call() {
        var api = dataset == null ? null : options.api();
        var name = dataset == null ? "" : dataset;
        var reading = api == null ? DatasetReading.NONE : DatasetReading.of(api, name);
        var standard = api == null ? null : new DatasetSchema(api, name).standard();
        try (var local = new LocalFile(options.layout(), file)) {
            var read = local.read(reading);
            var profile = local.profile(read, standard);
            boolean usable = profile.path("usable").asBoolean();
            if (options.json) {
                options.console()
                        .json(Map.of(
                                "usable",
                                usable,
                                "reading",
                                read.path("reading"),
                                "findings",
                                profile.path("findings")));
            } else {
                print(read, profile, usable);
            }
            return usable ? 0 : Complaint.REFUSED;
        }
    }

    private void print(JsonNode read, JsonNode profile, boolean usable) {
        var console = options.console();
        console.line("%s: %,d rows, %d columns, %s"
                .formatted(
                        file,
                        read.path("rows").asLong(),
                        read.path("columns").size(),
                        usable ? "usable" : "would be REJECTED"));
        new ReadingPrinter(console).print(read.path("reading"));
        profile.path("findings").valueStream().forEach(finding -> {
            console.line("  " + finding.path("severity").asString("") + " " + Findings.sentence(finding));
            console.line("    " + console.dim(finding.path("advice").asString("")));
        });
    }
}
