package dev.millrace.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Spring Boot's executable jar, unpacked into a plain jar and a folder of libraries. */
final class UnpackedJar {

    private static final long TAIL = 1 << 20;

    private UnpackedJar() {}

    static boolean upToDate(Path jar, Path directory) {
        var mark = mark(directory);
        try {
            return Files.exists(mark) && Files.readString(mark).equals(fingerprint(jar));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + mark, e);
        }
    }

    /** The file beside the unpacked folder that says which jar it came from. */
    static Path mark(Path directory) {
        return directory.resolveSibling(directory.getFileName() + ".unpacked");
    }

    /**
     * Size and hash of the jar's end, where its directory lists a checksum of every entry. The file's time says nothing:
     * reproducible builds give every jar the same one.
     */
    static String fingerprint(Path jar) throws IOException {
        try (var file = FileChannel.open(jar)) {
            var tail = ByteBuffer.allocate((int) Math.min(TAIL, file.size()));
            file.read(tail, file.size() - tail.capacity());
            return file.size() + " " + HexFormat.of().formatHex(sha256(tail.array()));
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static void unpack(Path jar, Path directory, Path unpacked) {
        try {
            Files.deleteIfExists(mark(directory));
            Home.delete(directory);
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
            NativeLibrary.takeOut(directory.resolve("lib"), directory.resolveSibling("native"));
            Files.writeString(mark(directory), fingerprint(jar));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + jar, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Complaint("interrupted", e);
        }
    }
}
