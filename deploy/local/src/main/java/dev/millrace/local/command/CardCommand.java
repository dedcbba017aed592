package dev.millrace.local.command;

import dev.millrace.local.client.Api;
import dev.millrace.local.stack.Part;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code millrace card}. */
@Command(
        name = "card",
        description =
                "Write what a model version is, how it was judged and what it was compared with, as one HTML file.")
final class CardCommand implements Callable<Integer> {

    @Mixin
    private PageOptions page = new PageOptions();

    @Parameters(index = "0", paramLabel = "MODEL", description = "Named like its pipeline.")
    private String model = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "VERSION",
            description = "The one that serves if left out, or the newest while none does.")
    private @Nullable Integer version;

    @Override
    public Integer call() {
        var name = Api.step(model);
        var number = version;
        if (number == null) {
            var found = page.options()
                    .api()
                    .get(Part.REGISTRY, "/v1/models/" + name)
                    .path("model");
            number = found.path("champion").asInt(found.path("versions").asInt());
        }
        return page.write("/models/" + name + "/versions/" + number, name + "-" + number);
    }
}
