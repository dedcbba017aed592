package dev.millrace.local.command;

import dev.millrace.local.client.Api;
import dev.millrace.local.stack.Part;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code millrace report}. */
@Command(
        name = "report",
        description = "Write what was found of a dataset version, with its columns and their shapes, as one HTML file.")
final class ReportCommand implements Callable<Integer> {

    @Mixin
    private PageOptions page = new PageOptions();

    @Parameters(index = "0", paramLabel = "DATASET", description = "Its name.")
    private String dataset = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "VERSION", description = "The newest if left out.")
    private @Nullable Long version;

    @Override
    public Integer call() {
        var name = Api.step(dataset);
        var number = version;
        if (number == null) {
            number = page.options()
                    .api()
                    .get(Part.INGESTION, "/v1/datasets/" + name)
                    .path("versions")
                    .asLong();
        }
        return page.write("/data/" + name + "/versions/" + number, name + "-" + number);
    }
}
