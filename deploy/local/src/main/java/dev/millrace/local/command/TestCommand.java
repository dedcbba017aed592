package dev.millrace.local.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "test", description = "Pass every test: ./mvnw verify with the right JDK.")
final class TestCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        return new ProcessBuilder("./mvnw", "verify")
                .directory(options.layout().checkout().toFile())
                .inheritIO()
                .start()
                .waitFor();
    }
}
