package dev.millrace.ingestion.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.ingestion.dataset.check.FileSettings;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A dataset's settings, and who made them so.
 *
 * @param number counts the changes; 0 where there was none
 * @param changedBy null where there was none
 * @param changedAt null where there was none
 */
public record SettingsInForce(
        long number,
        FileSettings settings,
        @Nullable String changedBy,
        @Nullable Instant changedAt) {

    /** Nobody has said anything yet. */
    static final SettingsInForce NONE = new SettingsInForce(0, FileSettings.NONE, null, null);

    /** The next ones. */
    SettingsInForce changed(FileSettings to, String by, Instant at) {
        return new SettingsInForce(number + 1, to, by, at);
    }

    /** A name that equal settings share and others do not; empty where nothing is set. */
    static String key(FileSettings settings) {
        if (settings.equals(FileSettings.NONE)) {
            return "";
        }
        var ordered = Stream.of(
                        settings.delimiter(),
                        settings.quote(),
                        settings.encoding(),
                        settings.decimal(),
                        settings.dateOrder(),
                        settings.missing(),
                        settings.notMissing(),
                        new TreeMap<>(settings.types()),
                        settings.flatten())
                .map(String::valueOf)
                .collect(Collectors.joining("\n"));
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(ordered.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
