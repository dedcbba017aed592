package dev.millrace.local.command;

import dev.millrace.local.stack.Complaint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
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

    /** Ends with one line that says why; above it where the fault is in the program itself, for whoever mends it. */
    private static int explain(Exception failure) {
        if (failure instanceof Complaint complaint) {
            System.err.println("millrace: " + complaint.line());
            return complaint.exitCode();
        }
        var cause = failure instanceof UncheckedIOException unchecked ? unchecked.getCause() : failure;
        if (cause instanceof IOException) {
            System.err.println("millrace: IO_FAILED: " + inWords(failure, cause));
        } else {
            failure.printStackTrace();
            System.err.println("millrace: INTERNAL_ERROR: this is a fault of the millrace command (" + failure
                    + "); report it with the lines above");
        }
        return 1;
    }

    /** What was done, and what was wrong: of a file its name and the reason. */
    private static String inWords(Exception failure, Throwable cause) {
        var what = switch (cause) {
            case NoSuchFileException missing -> "there is no file " + missing.getFile();
            case AccessDeniedException denied -> denied.getFile() + " may not be read or written";
            default -> String.valueOf(cause.getMessage());
        };
        boolean nothingMore = failure.equals(cause) || cause.toString().equals(failure.getMessage());
        return nothingMore ? what : failure.getMessage() + ": " + what;
    }
}
