package dev.millrace.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Spring Boot's executable jar, unpacked into a plain jar and a folder of libraries. */
final class UnpackedJar {

    private UnpackedJar() {}

    static boolean upToDate(Path jar, Path unpacked) {
        return Files.exists(unpacked) && modified(unpacked) >= modified(jar);
    }

    static void unpack(Path jar, Path directory, Path unpacked) {
        try {
            delete(directory);
            Files.createDirectories(directory.getParent());
            var process = new ProcessBuilder(
                            Java.executable(),
                            "-Djarmode=tools",
                            "-XX:TieredStopAtLevel=1",
                            "-jar",
                            jar.toString(),
                            "extract",
                            "--destination",
                            directory.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
            if (process.waitFor() != 0 || !Files.exists(unpacked)) {
                throw new Complaint("cannot unpack " + jar + " into " + directory + ": is there room on the disk?");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + jar, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Complaint("interrupted", e);
        }
    }

    private static long modified(Path file) {
        return file.toFile().lastModified();
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
