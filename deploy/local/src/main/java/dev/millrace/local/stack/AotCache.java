package dev.millrace.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A program's cache of loaded and linked classes, which halves its start. It belongs to one jar, one Java and one set of
 * flags; with any other the virtual machine would leave it aside.
 */
final class AotCache {

    /** How large the heap is makes no difference to the cache. */
    private static final String HEAP_SIZE = "-Xm";

    /** Anywhere else every page of it would have to be written to, and so be the process's own. */
    private static final String MAPPED_WHERE_IT_WAS_MADE = "-XX:ArchiveRelocationMode=0";

    private final Program program;
    private final Path cache;
    private final Path madeFor;

    AotCache(Layout layout, Program program) {
        this.program = program;
        cache = layout.programs().resolve(program.replica().part().label() + ".aot");
        madeFor = layout.programs().resolve(program.replica().part().label() + ".aot-made-for");
    }

    boolean usable() {
        try {
            return Files.exists(cache)
                    && Files.exists(madeFor)
                    && Files.readString(madeFor).equals(fingerprint());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + madeFor, e);
        }
    }

    List<String> flags() {
        return usable()
                ? List.of("-XX:AOTCache=" + cache, MAPPED_WHERE_IT_WAS_MADE, "-Xlog:aot=off", "-Xlog:cds=off")
                : List.of();
    }

    /** Makes the virtual machine write the cache when the program ends. */
    List<String> recordingFlags() {
        return List.of("-XX:AOTCacheOutput=" + cache, "-Xlog:aot=off", "-Xlog:cds=off");
    }

    /** Call when the recorded program has ended. */
    boolean finish() {
        try {
            if (Files.exists(cache)) {
                Files.writeString(madeFor, fingerprint(), StandardCharsets.UTF_8);
            }
            return usable();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + madeFor, e);
        }
    }

    void forget() {
        try {
            Files.createDirectories(cache.getParent());
            Files.deleteIfExists(madeFor);
            Files.deleteIfExists(cache);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + cache, e);
        }
    }

    /**
     * What the classes come from. The cache holds the classes themselves, and the virtual machine was seen to take one that
     * was made of an older library, and to run the older code.
     */
    private static String content(Path jar) throws IOException {
        var directory = Objects.requireNonNull(jar.getParent());
        var mark = UnpackedJar.mark(directory);
        if (Files.exists(mark)) {
            return Files.readString(mark);
        }
        var content = new StringBuilder(UnpackedJar.fingerprint(jar));
        for (Path library : ourLibraries(directory.resolve("lib"))) {
            content.append(' ').append(UnpackedJar.fingerprint(library));
        }
        return content.toString();
    }

    private static List<Path> ourLibraries(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("millrace-"))
                    .sorted()
                    .toList();
        }
    }

    private String fingerprint() throws IOException {
        var jar = program.jar();
        return String.join(
                        " ",
                        jar.toString(),
                        content(jar),
                        System.getProperty("java.vm.version"),
                        program.flags().stream()
                                .filter(flag -> !flag.startsWith(HEAP_SIZE))
                                .collect(Collectors.joining(" ")))
                + "\n";
    }
}
