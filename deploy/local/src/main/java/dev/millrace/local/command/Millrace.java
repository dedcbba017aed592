package dev.millrace.local.command;

import dev.millrace.local.stack.Complaint;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code millrace} command. */
@Command(
        name = "millrace",
        description = "Event-driven MLOps on one command.",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            DownCommand.class,
            ScaleCommand.class,
            StatusCommand.class,
            ConsoleCommand.class,
            LogsCommand.class,
            ApplyCommand.class,
            UploadCommand.class,
            TrainCommand.class,
            PredictCommand.class,
            FeedbackCommand.class,
            DatasetsCommand.class,
            DatasetCommand.class,
            SchemaCommand.class,
            ProfileCommand.class,
            ValidateCommand.class,
            ReportCommand.class,
            DriftCommand.class,
            PerformanceCommand.class,
            BacktestCommand.class,
            CardCommand.class,
            AlertsCommand.class,
            SilenceCommand.class,
            WatchCommand.class,
            ApproveCommand.class,
            RejectCommand.class,
            RollbackCommand.class,
            EnvCommand.class,
            GcCommand.class,
            DoctorCommand.class,
            TestCommand.class,
            PrepareCommand.class,
            SetupCommand.class
        })
public final class Millrace implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--help", usageHelp = true, description = "Show this help.")
    @SuppressWarnings("UnusedVariable")
    private boolean help;

    private Millrace() {}

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Millrace())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((misuse, arguments) -> explain(misuse))
                .setExecutionExceptionHandler((failure, line, parsed) -> explain(failure));
    }

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    private static int explain(ParameterException misuse) {
        var command = misuse.getCommandLine().getCommandSpec().qualifiedName();
        System.err.println(command + ": " + misuse.getMessage() + "; " + command + " --help tells more");
        return 1;
    }

    private static int explain(Exception failure) throws Exception {
        if (failure instanceof Complaint complaint) {
            System.err.println("millrace: " + complaint.line());
            return complaint.exitCode();
        }
        throw failure;
    }
}
