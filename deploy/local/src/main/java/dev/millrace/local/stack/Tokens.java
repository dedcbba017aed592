package dev.millrace.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;

/** The local administrator's token, made at the first {@code up} and readable by the owner of the stack only. */
public final class Tokens {

    private static final String EVERY_ROLE = "VIEWER,DATA_ENGINEER,TRAINER,APPROVER,DEPLOYER,AUDITOR,ADMIN";
    private static final int BYTES = 32;

    private Tokens() {}

    /** Makes the token unless there is one. */
    static void prepare(Layout layout) {
        if (Files.exists(layout.token()) && Files.exists(layout.tokens())) {
            return;
        }
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        write(layout.tokens(), sha256(token) + " admin-local default " + EVERY_ROLE + "\n");
        write(layout.token(), token + "\n");
    }

    /** The token that may do everything on this stack. */
    public static String read(Layout layout) {
        try {
            return Files.readString(layout.token()).strip();
        } catch (IOException e) {
            throw new Complaint("there is no token in " + layout.home() + ": start the stack with ./millrace up", e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(file);
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            try (var channel = Files.newByteChannel(file, options, ownerOnly)) {
                channel.write(StandardCharsets.UTF_8.encode(text));
            }
        } catch (FileAlreadyExistsException e) {
            throw new Complaint("another millrace writes " + file + " at this moment: try again", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static String sha256(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
