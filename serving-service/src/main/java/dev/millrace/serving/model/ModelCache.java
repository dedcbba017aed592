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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
    private final Map<String, Pointer> known = new HashMap<>();
    private final Map<Digest, Integer> uses = new HashMap<>();

    ModelCache(Path directory) {
        this.artifacts = directory.resolve("artifacts");
        this.pointers = directory.resolve("models");
        try {
            Files.createDirectories(artifacts);
            Files.createDirectories(pointers);
            readPointers();
            forgetOthers();
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
        return known.values().stream().map(Pointer::approval).toList();
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
        var name = pointerName(approval.route());
        var pointer = new Pointer(approval, List.copyOf(files.contents().keySet()));
        if (!pointer.equals(known.get(name))) {
            write(pointers.resolve(name), json.writeValueAsBytes(pointer));
            var before = known.get(name);
            know(name, pointer);
            if (before != null) {
                release(before);
            }
        }
    }

    /** Forgets the versions of one model that are among those, and the files that no version needs any more. */
    synchronized void forget(ModelName model, Predicate<Approval> those) throws IOException {
        for (var each : Map.copyOf(known).entrySet()) {
            var approval = each.getValue().approval();
            if (approval.name().equals(model) && those.test(approval)) {
                Files.delete(pointers.resolve(each.getKey()));
                known.remove(each.getKey());
                release(each.getValue());
            }
        }
    }

    private void know(String name, Pointer pointer) {
        known.put(name, pointer);
        pointer.files().forEach(file -> uses.merge(file, 1, Integer::sum));
    }

    private void release(Pointer pointer) throws IOException {
        for (var file : pointer.files()) {
            if (uses.merge(file, -1, Integer::sum) == 0) {
                uses.remove(file);
                Files.deleteIfExists(artifacts.resolve(file.hex()));
            }
        }
    }

    /** The champion's file is named by the model alone, so that earlier and later releases find each other's. */
    private static String pointerName(RouteKey route) {
        var named = switch (route.role()) {
            case CHAMPION -> route.model().toString();
        };
        return Fingerprint.of(named.getBytes(StandardCharsets.UTF_8)).hex() + ".json";
    }

    private void readPointers() throws IOException {
        try (Stream<Path> files = Files.list(pointers)) {
            files.filter(file -> file.toString().endsWith(".json"))
                    .forEach(file -> readPointer(file)
                            .ifPresent(pointer -> know(file.getFileName().toString(), pointer)));
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

    /** What a process left that ended between two files. */
    private void forgetOthers() throws IOException {
        var needed = uses.keySet().stream().map(Digest::hex).collect(Collectors.toSet());
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
