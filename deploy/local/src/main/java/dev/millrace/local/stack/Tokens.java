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

/**
 * The tokens of the two people of a local stack, made at the first {@code up} and readable by the stack's owner only: an
 * administrator who has every role, and a reviewer, because nobody approves a model of their own data or run.
 */
public final class Tokens {

    private static final String EVERY_ROLE = "VIEWER,DATA_ENGINEER,TRAINER,APPROVER,DEPLOYER,AUDITOR,ADMIN";
    private static final String REVIEWER_ROLES = "VIEWER,APPROVER,DEPLOYER";
    private static final int BYTES = 32;

    private Tokens() {}

    /** Makes the tokens unless there are some. */
    public static void prepare(Layout layout) {
        if (Files.exists(layout.token()) && Files.exists(layout.reviewerToken()) && Files.exists(layout.tokens())) {
            return;
        }
        var admin = random();
        var reviewer = random();
        write(
                layout.tokens(),
                sha256(admin) + " admin-local default " + EVERY_ROLE + "\n" + sha256(reviewer)
                        + " reviewer-local default " + REVIEWER_ROLES + "\n");
        write(layout.token(), admin + "\n");
        write(layout.reviewerToken(), reviewer + "\n");
    }

    /** The token of whatever collects metrics, made at the first call; it may look and do nothing else. */
    public static String metrics(Layout layout) {
        var file = layout.home().resolve("token-metrics");
        if (!Files.exists(file)) {
            var token = random();
            try {
                write(
                        layout.tokens(),
                        Files.readString(layout.tokens()) + sha256(token) + " metrics-local default VIEWER\n");
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + layout.tokens(), e);
            }
            write(file, token + "\n");
        }
        return read(layout, file);
    }

    /** The token that may do everything on this stack. */
    public static String admin(Layout layout) {
        return read(layout, layout.token());
    }

    /** The token of somebody else who may approve, reject and roll back. */
    public static String reviewer(Layout layout) {
        return read(layout, layout.reviewerToken());
    }

    private static String read(Layout layout, Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new Complaint("there is no token in " + layout.home() + ": start the stack with ./millrace up", e);
        }
    }

    private static String random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
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
