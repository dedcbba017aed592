package dev.millrace.registry.model;

import dev.millrace.registry.history.Version;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One model: what is in service, counters, and what became of the newest few versions. Versions, generations and deployments
 * are documents of their own, so that this one stays small however often a model is trained again.
 *
 * @param lastVersion number of the newest version
 * @param waiting how many versions wait for a person
 * @param versionChanges counts every version that was added or decided about
 * @param champion what is to be served; null before the first approval
 * @param confirmed what a serving instance has last said that it answers with; null before that
 * @param rollout how far what is in service has come
 * @param servingDecision what a person last decided at serving; null where nobody has
 * @param recent what the newest changes of versions were, oldest first
 */
public record ModelState(
        String pipeline,
        int lastVersion,
        int waiting,
        long versionChanges,
        @Nullable Champion champion,
        @Nullable Champion confirmed,
        Rollout rollout,
        @Nullable ServingDecision servingDecision,
        List<RecentVersion> recent) {

    /** Changes of versions that stay here. Whatever is older is surely in the versions' own documents. */
    static final int RECENT = 64;

    public ModelState {
        recent = List.copyOf(recent);
    }

    /** Where a version stands since it was added or decided about. */
    record RecentVersion(int number, String runId, Version.Status status, Version.@Nullable Verdict decision) {

        static RecentVersion of(Version version) {
            return new RecentVersion(
                    version.number(), version.training().runId(), version.status(), version.decision());
        }
    }

    static ModelState empty(String pipeline) {
        return new ModelState(pipeline, 0, 0, 0, null, null, Rollout.NOT_REPORTED, null, List.of());
    }

    @Nullable
    Integer championVersion() {
        return champion == null ? null : champion.version();
    }

    Optional<RecentVersion> recent(int number) {
        return recent.reversed().stream()
                .filter(version -> version.number() == number)
                .findFirst();
    }

    Optional<RecentVersion> recentOfRun(String runId) {
        return recent.reversed().stream()
                .filter(version -> version.runId().equals(runId))
                .findFirst();
    }

    /** With the next version. */
    ModelState adding(Version version) {
        int added = version.status() == Version.Status.PENDING_MANUAL_APPROVAL ? 1 : 0;
        return new ModelState(
                pipeline,
                version.number(),
                waiting + added,
                versionChanges + 1,
                champion,
                confirmed,
                rollout,
                servingDecision,
                remembering(version));
    }

    /** With a person's decision about a version that waited. */
    ModelState deciding(Version version) {
        return new ModelState(
                pipeline,
                lastVersion,
                waiting - 1,
                versionChanges + 1,
                champion,
                confirmed,
                rollout,
                servingDecision,
                remembering(version));
    }

    /** With the next generation, about which no instance has said anything yet. */
    ModelState serving(Champion next) {
        return new ModelState(
                pipeline,
                lastVersion,
                waiting,
                versionChanges,
                next,
                confirmed,
                Rollout.NOT_REPORTED,
                servingDecision,
                recent);
    }

    /** An instance answers with what is in service. */
    ModelState confirming() {
        return new ModelState(
                pipeline,
                lastVersion,
                waiting,
                versionChanges,
                champion,
                Objects.requireNonNull(champion),
                rollout.confirmed(),
                servingDecision,
                recent);
    }

    ModelState with(Rollout changed) {
        return new ModelState(
                pipeline, lastVersion, waiting, versionChanges, champion, confirmed, changed, servingDecision, recent);
    }

    ModelState with(ServingDecision decided) {
        return new ModelState(
                pipeline, lastVersion, waiting, versionChanges, champion, confirmed, rollout, decided, recent);
    }

    /** The decision by which what is approved is not answered with; null where it is answered with. */
    public @Nullable ServingDecision withdrawal() {
        boolean holds = servingDecision != null
                && servingDecision.withdrawn()
                && champion != null
                && champion.generation().number() <= servingDecision.generation();
        return holds ? servingDecision : null;
    }

    private List<RecentVersion> remembering(Version version) {
        var all = Stream.concat(recent.stream(), Stream.of(RecentVersion.of(version)))
                .toList();
        return all.subList(Math.max(0, all.size() - RECENT), all.size());
    }
}
