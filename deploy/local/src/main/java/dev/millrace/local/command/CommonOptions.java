package dev.millrace.local.command;

import dev.millrace.local.client.Api;
import dev.millrace.local.client.Endpoints;
import dev.millrace.local.stack.Layout;
import picocli.CommandLine.Option;

/** What every command understands. */
final class CommonOptions {

    @Option(names = "--json", description = "Print JSON for scripts.")
    boolean json;

    @Option(names = "--help", usageHelp = true, description = "Show this help.")
    boolean help;

    private final Console console = Console.standard();

    Console console() {
        return console;
    }

    Layout layout() {
        return Layout.of(System.getenv());
    }

    Endpoints endpoints() {
        return Endpoints.of(layout(), System.getenv());
    }

    Api api() {
        return new Api(endpoints());
    }
}
