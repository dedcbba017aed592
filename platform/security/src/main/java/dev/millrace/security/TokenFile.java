package dev.millrace.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tokens of a local stack, known only by their hash, so that neither file nor memory dump gives one away. */
final class TokenFile {

    private final Map<String, Caller> callers;

    private TokenFile(Map<String, Caller> callers) {
        this.callers = Map.copyOf(callers);
    }

    static TokenFile read(Path file) {
        var callers = new HashMap<String, Caller>();
        try {
            for (String line : Files.readAllLines(file)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    var fields = line.strip().split("\\s+", -1);
                    callers.put(fields[0], caller(file, fields));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return new TokenFile(callers);
    }

    private static Caller caller(Path file, String[] fields) {
        if (fields.length != 4 || fields[0].length() != 64) {
            throw new IllegalStateException(file + ": a line is <sha256> <subject> <project> <ROLE,ROLE>");
        }
        var roles = Arrays.stream(fields[3].split(",", -1)).map(Role::valueOf).collect(Collectors.toSet());
        return new Caller(fields[1], fields[2], roles);
    }

    /** Whose token this is. Looking up a hash leaks nothing useful by its timing. */
    Optional<Caller> find(String token) {
        return Optional.ofNullable(callers.get(hash(token)));
    }

    static String hash(String token) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
