package dev.millrace.local.stack;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * DuckDB's native library, taken out of its jar once for all programs. From the jar each start would unpack 71 MB into the
 * temporary folder, where a killed program leaves them, and no two programs would share them in memory. Beside its jar is
 * where DuckDB looks second.
 */
final class NativeLibrary {

    private static final String JAR = "duckdb_jdbc-";
    private static final String ENTRY = "libduckdb_java.so_";

    private NativeLibrary() {}

    /**
     * Changes nothing where the jar is not among the libraries or has nothing for this machine.
     *
     * @param libraries a program's folder of jars
     * @param shared where the one copy of each version is kept, on the same disk
     */
    static void takeOut(Path libraries, Path shared) throws IOException {
        for (Path jar : withPrefix(libraries, JAR)) {
            var beside = libraries.resolve(ENTRY + machine());
            var kept = shared.resolve(jar.getFileName() + "-" + machine());
            try (FileSystem content = FileSystems.newFileSystem(jar)) {
                var library = content.getPath("/", beside.getFileName().toString());
                if (Files.notExists(library)) {
                    continue;
                }
                if (Files.notExists(kept) || Files.size(kept) != Files.size(library)) {
                    Files.createDirectories(shared);
                    Files.copy(library, kept, StandardCopyOption.REPLACE_EXISTING);
                }
                for (Path entry : withPrefix(content.getPath("/"), ENTRY)) {
                    Files.delete(entry);
                }
            }
            Files.createLink(beside, kept);
        }
    }

    private static List<Path> withPrefix(Path directory, String prefix) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> Objects.requireNonNull(file.getFileName())
                            .toString()
                            .startsWith(prefix))
                    .toList();
        }
    }

    /** As DuckDB names it: {@code linux_amd64}, {@code macos_arm64}. */
    private static String machine() {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var processor = System.getProperty("os.arch");
        return (system.startsWith("mac") ? "macos" : system) + "_"
                + switch (processor) {
                    case "x86_64" -> "amd64";
                    case "aarch64" -> "arm64";
                    default -> processor;
                };
    }
}
