package dev.millrace.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What pages of {@code docs} show, so that it is run as it stands there. */
final class Manual {

    private static final Path PAGES = Path.of("../../docs");

    private Manual() {}

    /** Writes the first block of a page in a language to a file. */
    static Path block(String page, String language, Path target) {
        try {
            var block = Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                    .matcher(Files.readString(PAGES.resolve(page)));
            if (!block.find()) {
                throw new AssertionError(page + " shows nothing in " + language);
            }
            return Files.writeString(target, block.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
