package dev.millrace.monitoring.drift.watch;

import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.trail.TraceIds;
import dev.millrace.models.Baseline;
import dev.millrace.monitoring.drift.rule.Rule;
import dev.millrace.monitoring.episode.Episode;
import dev.millrace.monitoring.episode.News;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Drift that as many windows in a row have shown as the rule asks for.
 *
 * @param watched the approval whose model drifted
 * @param window the last of these windows, with every column
 * @param episode that it belongs to
 * @param news whether the episode begins with it, or is only told again
 * @param falseAlarmsPerWeek how often the rule would say so though nothing moved; null where that is not known
 */
public record ConfirmedDrift(
        Approved watched,
        JudgedWindow window,
        Episode episode,
        News news,
        Rule rule,
        Baseline baseline,
        @Nullable Double falseAlarmsPerWeek) {

    /** An episode of drift is a cascade of its own, whose cause and origin is the approval of what was watched. */
    public Lineage lineage() {
        var name = "drift:%s:%d:%d".formatted(watched.watch(), window.generation(), episode.window());
        var origin =
                watched.cascadeId() == null ? null : TraceIds.traceParent(watched.cascadeId(), watched.eventId(), true);
        return new Lineage(sha256(name).substring(0, 32), watched.eventId(), 0, origin);
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
