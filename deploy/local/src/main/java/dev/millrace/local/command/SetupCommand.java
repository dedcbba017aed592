package dev.millrace.local.command;

import dev.millrace.embedded.TopicPlan;
import dev.millrace.local.stack.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "setup",
        hidden = true,
        description = "Make the topics and the tokens of a stack in containers; deploy/compose.yaml runs it first.")
final class SetupCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(index = "0", paramLabel = "KAFKA", description = "The broker, host:port.")
    private String kafka = "";

    @Parameters(
            index = "1",
            paramLabel = "TOKENS",
            description = "Where the services find the hashes of the tokens; the tokens stay in MILLRACE_HOME.")
    private Path tokens = Path.of("");

    @Option(
            names = "--metrics-token",
            paramLabel = "FILE",
            description = "Where whatever collects metrics finds its token.")
    private @Nullable Path metricsToken;

    @Override
    public Integer call() throws IOException {
        TopicPlan.load().create(kafka);
        var layout = options.layout();
        Tokens.prepare(layout);
        if (metricsToken != null) {
            Files.writeString(metricsToken, Tokens.metrics(layout));
        }
        Files.copy(layout.tokens(), tokens, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        return 0;
    }
}
