package dev.millrace.local.command;

import dev.millrace.local.client.ConsolePage;
import dev.millrace.local.client.Endpoints;
import dev.millrace.local.stack.Complaint;
import dev.millrace.local.stack.Layout;
import dev.millrace.local.stack.Part;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "console",
        description =
                "Open the console in a browser, signed in; or print the address, which signs in once within a minute.")
final class ConsoleCommand implements Callable<Integer> {

    private static final List<String> OPENERS = List.of("/usr/bin/xdg-open", "/usr/bin/open");

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(
            names = "--as",
            paramLabel = "PERSON",
            defaultValue = "admin",
            description = "admin or reviewer (default: ${DEFAULT-VALUE}).")
    private String person = "admin";

    @Option(names = "--print", description = "Only print the address.")
    private boolean print;

    @Override
    public Integer call() {
        var endpoints = options.endpoints();
        var console = endpoints.url(Part.CONSOLE);
        var address = console + new ConsolePage(console, token(endpoints)).ticket();
        if (options.json) {
            options.console().json(Map.of("address", address));
        } else if (print || !opened(address)) {
            options.console().line(address);
        }
        return 0;
    }

    /** The line that ends what leaves a stack running. */
    static String whereItIs(Layout layout) {
        return "Console: " + layout.url(Part.CONSOLE) + " (./millrace console signs you in)";
    }

    private String token(Endpoints endpoints) {
        return switch (person) {
            case "admin" -> endpoints.token();
            case "reviewer" -> endpoints.reviewerToken();
            default -> throw new Complaint("--as must be admin or reviewer, not " + person);
        };
    }

    private static boolean opened(String address) {
        var opener = OPENERS.stream()
                .filter(program -> java.nio.file.Files.isExecutable(java.nio.file.Path.of(program)))
                .findFirst();
        try {
            return opener.isPresent()
                    && new ProcessBuilder(opener.get(), address)
                                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                                    .start()
                                    .waitFor()
                            == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
