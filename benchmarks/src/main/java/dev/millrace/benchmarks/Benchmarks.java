package dev.millrace.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Measures the stack that {@code ./millrace env} points at. */
@Command(
        name = "benchmarks",
        description = "Measures a running stack; eval \"$(./millrace env)\" first.",
        mixinStandardHelpOptions = true,
        subcommands = {
            CascadeBenchmark.class,
            ConvertBenchmark.class,
            StormBenchmark.class,
            BurstBenchmark.class,
            GrowthBenchmark.class,
            ScaleBenchmark.class,
            FloorBenchmark.class,
            PredictBenchmark.class,
            StartBenchmark.class,
            IdleBenchmark.class,
            ConsoleBenchmark.class
        })
public final class Benchmarks {

    private Benchmarks() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmarks()).execute(arguments));
    }
}
