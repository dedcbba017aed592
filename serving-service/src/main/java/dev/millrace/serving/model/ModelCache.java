package dev.millrace.serving.model;

import dev.millrace.artifacts.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The last versions that this instance answered with, on its own disk, so that it can start and answer with everything
 * else down. Every file is written under a temporary name, flushed and renamed; a pointer is written after what it
 * points at.
 */
final class ModelCache {

    private static final Logger log = LoggerFactory.getLogger(ModelCache.class);
    private static final String TEMPORARY = ".tmp";

    private final Path artifacts;
    private final Path pointers;
    private final JsonMapper json = JsonMapper.shared();

    ModelCache(Path directory) {
        this.artifacts = directory.resolve("artifacts");
        this.pointers = directory.resolve("models");
        try {
            Files.createDirectories(artifacts);
            Files.createDirectories(pointers);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + directory + " as a cache of models", e);
        }
    }

    /**
     * What the pointer of one route says.
     *
     * @param files every artifact that the version needs
     */
    private record Pointer(Approval approval, List<Digest> files) {}

    /** What was answered with when the process ended. */
    synchronized List<Approval> approvals() {
        return readPointers().stream().map(Pointer::approval).toList();
    }

    /** The content, if it is here and whole. */
    Optional<byte[]> find(Digest digest) {
        var file = artifacts.resolve(digest.hex());
        try {
            var content = Files.readAllBytes(file);
            return Fingerprint.of(content).equals(digest) ? Optional.of(content) : Optional.empty();
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    /** Remembers the version and forgets the files that no version needs any more. */
    synchronized void remember(Approval approval, ModelFiles files) throws IOException {
        for (var file : files.contents().entrySet()) {
            if (find(file.getKey()).isEmpty()) {
                write(artifacts.resolve(file.getKey().hex()), file.getValue());
            }
        }
        var pointer = new Pointer(approval, List.copyOf(files.contents().keySet()));
        write(pointers.resolve(pointerName(approval.route())), json.writeValueAsBytes(pointer));
        forgetOthers();
    }

    /** Forgets the versions of one model that are among those, and the files that no version needs any more. */
    synchronized void forget(ModelName name, Predicate<Approval> those) throws IOException {
        for (var pointer : readPointers()) {
            if (pointer.approval().name().equals(name) && those.test(pointer.approval())) {
                Files.delete(pointers.resolve(pointerName(pointer.approval().route())));
            }
        }
        forgetOthers();
    }

    /** The champion's file is named by the model alone, so that earlier and later releases find each other's. */
    private static String pointerName(RouteKey route) {
        var named = switch (route.role()) {
            case CHAMPION -> route.model().toString();
        };
        return Fingerprint.of(named.getBytes(StandardCharsets.UTF_8)).hex() + ".json";
    }

    private List<Pointer> readPointers() {
        try (Stream<Path> files = Files.list(pointers)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .flatMap(file -> readPointer(file).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + pointers, e);
        }
    }

    private Optional<Pointer> readPointer(Path file) {
        try {
            return Optional.of(json.readValue(Files.readAllBytes(file), Pointer.class));
        } catch (IOException | JacksonException damaged) {
            log.warn("Cached model {} cannot be read and is left out", file, damaged);
            return Optional.empty();
        }
    }

    private void forgetOthers() throws IOException {
        Set<String> needed = new HashSet<>();
        readPointers().forEach(pointer -> pointer.files().forEach(digest -> needed.add(digest.hex())));
        try (Stream<Path> files = Files.list(artifacts)) {
            for (Path file : files.toList()) {
                if (!needed.contains(file.getFileName().toString())) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static void write(Path target, byte[] content) throws IOException {
        var temporary = target.resolveSibling(target.getFileName() + TEMPORARY);
        try (var channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            var buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (var directory = FileChannel.open(target.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
