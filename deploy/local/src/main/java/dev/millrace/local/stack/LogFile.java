package dev.millrace.local.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;

/** What a part has written, however much that is and whatever bytes are in it. */
public record LogFile(Path file) {

    /** The last lines; none where there is no file. */
    public List<String> last(int lines) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        var last = new ArrayDeque<String>();
        // Unlike Files.lines, such a reader replaces what is not UTF-8.
        try (var reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                last.add(line);
                if (last.size() > lines) {
                    last.remove();
                }
            }
        }
        return List.copyOf(last);
    }
}
