package dev.millrace.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Spring Boot's executable jar, unpacked into a plain jar and a folder of libraries. */
final class UnpackedJar {

    private static final long TAIL = 1 << 20;

    private UnpackedJar() {}

    /** Unpacks a jar unless that is done. Of two commands that want to at once, the second one waits and finds it done. */
    static synchronized void prepare(Path jar, Path directory) {
        if (upToDate(jar, directory)) {
            return;
        }
        var lock = directory.resolveSibling("unpacking.lock");
        try {
            Files.createDirectories(directory.getParent());
            try (var turn = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                turn.lock();
                if (!upToDate(jar, directory)) {
                    unpack(jar, directory);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + jar, e);
        }
    }

    private static boolean upToDate(Path jar, Path directory) {
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

    private static void unpack(Path jar, Path directory) throws IOException {
        try {
            Files.deleteIfExists(mark(directory));
            Home.delete(directory);
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
            if (process.waitFor() != 0 || !Files.exists(directory.resolve(jar.getFileName()))) {
                throw new Complaint("cannot unpack " + jar + " into " + directory + ": is there room on the disk?");
            }
            NativeLibrary.takeOut(directory.resolve("lib"), directory.resolveSibling("native"));
            Files.writeString(mark(directory), fingerprint(jar));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Complaint("interrupted", e);
        }
    }
}
