package dev.millrace.local.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Only tells what it is: the script runs the tests itself, for nothing needs to be built before. */
@Command(name = "test", description = "Pass every test: ./mvnw verify with the right JDK.")
final class TestCommand implements Runnable {

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        options.console().line(spec.commandLine().getUsageMessage());
    }
}
