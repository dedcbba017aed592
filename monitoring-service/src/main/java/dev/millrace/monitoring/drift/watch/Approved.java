package dev.millrace.monitoring.drift.watch;

import dev.millrace.drift.episode.Episode;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.trail.TraceIds;
import dev.millrace.monitoring.ModelRole;
import dev.millrace.monitoring.ServingRole;
import dev.millrace.monitoring.episode.ModelEpisode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an approval put in service, as far as it is watched: a version of a model, in a role.
 *
 * @param role null where an earlier release has stored it, which is the champion's
 * @param eventId of the approval
 * @param cascadeId of the approval; null where an earlier release has stored it
 */
public record Approved(
        String project,
        String pipeline,
        String model,
        long generation,
        int version,
        @Nullable ServingRole role,
        String packageDigest,
        String eventId,
        @Nullable String cascadeId) {

    public ModelRole modelRole() {
        return new ModelRole(project, model, ServingRole.stored(role));
    }

    /** Id of the watch. */
    public String watch() {
        return modelRole().id();
    }

    /** An episode is a cascade of its own, which the approval is cause and origin of. */
    Lineage lineage(ModelEpisode.Kind kind, Episode episode) {
        var word = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        var name = "%s:%s:%d:%d".formatted(word, watch(), generation, episode.window());
        var origin = cascadeId == null ? null : TraceIds.traceParent(cascadeId, eventId, true);
        return new Lineage(sha256(name).substring(0, 32), eventId, 0, origin);
    }

    ModelEpisode episode(ModelEpisode.Kind kind, Episode episode) {
        return new ModelEpisode(
                kind,
                model,
                version,
                modelRole().role(),
                generation,
                lineage(kind, episode).cascadeId(),
                episode);
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
