package dev.millrace.local.command;

import dev.millrace.local.client.DatasetReading;
import dev.millrace.local.client.LocalFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "profile",
        description =
                "Read a file as an upload would, here and without uploading it, and show what its columns look like.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the file can be read", "10:ingestion would refuse it", "1:error"})
final class ProfileCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(index = "0", paramLabel = "FILE", description = "As for upload.")
    private Path file = Path.of("");

    @Option(
            names = "--dataset",
            paramLabel = "DATASET",
            description = "Read it by the settings and types of this dataset; needs a running stack.")
    private @Nullable String dataset;

    @Override
    public Integer call() {
        var reading = dataset == null ? DatasetReading.NONE : DatasetReading.of(options.api(), dataset);
        try (var local = new LocalFile(options.layout(), file)) {
            var read = local.read(reading);
            var profile = local.profile(read, null);
            if (options.json) {
                options.console()
                        .json(Map.of("reading", read.path("reading"), "statistics", profile.path("statistics")));
            } else {
                new ReadingPrinter(options.console()).print(read.path("reading"));
                new StatisticsPrinter(options.console()).print(profile.path("statistics"));
            }
        }
        return 0;
    }
}
