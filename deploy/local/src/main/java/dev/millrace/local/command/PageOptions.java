package dev.millrace.local.command;

import dev.millrace.local.client.ConsolePage;
import dev.millrace.local.stack.Complaint;
import dev.millrace.local.stack.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What report and card have in common: they write a page of the console into a file. */
final class PageOptions {

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write it (default: NAME-VERSION.html).")
    private @Nullable Path output;

    CommonOptions options() {
        return options;
    }

    /** @param name what it is about, for the file's name */
    int write(String path, String name) {
        var endpoints = options.endpoints();
        var page = new ConsolePage(endpoints.url(Part.CONSOLE), endpoints.token()).standalone(path);
        var file = output == null ? Path.of(name + ".html") : output;
        try {
            Files.writeString(file, page);
        } catch (IOException e) {
            throw new Complaint("cannot write " + file + ": " + e.getMessage(), e);
        }
        if (options.json) {
            options.console().json(Map.of("file", file.toString(), "characters", page.length()));
        } else {
            options.console().line(file + " is written; it needs nothing but a browser.");
        }
        return 0;
    }
}
