package dev.millrace.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The programs that {@code docs/data.md} shows, so that they are run as they stand there. */
final class Manual {

    private static final Path PAGE = Path.of("../../docs/data.md");

    private Manual() {}

    /** Writes the page's one program in a language to a file. */
    static Path program(String language, Path target) {
        try {
            var block = Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                    .matcher(Files.readString(PAGE));
            if (!block.find()) {
                throw new AssertionError(PAGE + " shows no program in " + language);
            }
            return Files.writeString(target, block.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
