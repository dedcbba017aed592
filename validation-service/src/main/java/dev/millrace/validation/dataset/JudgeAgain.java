package dev.millrace.validation.dataset;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Command;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.JobChange;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.Stored;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Has a rejected version judged once more, by the schema that is in force now. Only the newest version can be, so that versions
 * keep their order; its first verdict stays told, and the second one is an event of its own.
 */
public final class JudgeAgain {

    private final AggregateStore<AwaitedVersion> versions;
    private final AggregateStore<JudgedDataset> datasets;
    private final Clock clock;

    JudgeAgain(AggregateStore<AwaitedVersion> versions, AggregateStore<JudgedDataset> datasets, Clock clock) {
        this.versions = versions;
        this.datasets = datasets;
        this.clock = clock;
    }

    /** What came of the request. */
    public sealed interface Result {

        /** The version waits for its verdict, which will be told in this cascade. */
        record Awaited(String cascadeId) implements Result {}

        /** It will not be judged again. */
        record Refused(String code, String detail) implements Result {}
    }

    public Result judge(String project, String dataset, long version, String by) {
        var id = project + "/" + dataset;
        var judged = datasets.find(id).map(Stored::state).orElse(JudgedDataset.UNKNOWN);
        var lineage = new Lineage(UUID.randomUUID().toString(), null, 0);
        var command = new Command(by, null, "judge again " + version, lineage);
        var outcome = versions.command(
                command, Arrival.versionId(id, version), state -> decide(state, judged, version, lineage));
        return switch (outcome) {
            case Outcome.Applied<AwaitedVersion> applied -> new Result.Awaited(lineage.cascadeId());
            case Outcome.Replayed<AwaitedVersion> replayed ->
                new Result.Awaited(replayed.state().lineage().cascadeId());
            case Outcome.Refused<AwaitedVersion>(var code, var detail) -> new Result.Refused(code, detail);
            case Outcome.Ignored<AwaitedVersion> ignored ->
                throw new IllegalStateException("no request is ignored: " + ignored.because());
        };
    }

    private Decision<AwaitedVersion> decide(
            @Nullable AwaitedVersion state, JudgedDataset judged, long version, Lineage lineage) {
        if (state == null) {
            return Decision.refuse("NOT_FOUND", "there is no such version");
        }
        if (!state.done()) {
            return Decision.refuse("NOT_JUDGED", "the version waits for its verdict already");
        }
        var latest = judged.latest();
        if (latest == null || latest.version() != version) {
            return Decision.refuse(
                    "NOT_NEWEST", "newer versions were judged since; upload the file again as a new version");
        }
        if (latest.usable()) {
            return Decision.refuse("ALREADY_USABLE", "the version may be used as it is");
        }
        if (latest.schemaVersion() == judged.schemaVersion()) {
            return Decision.refuse(
                    "SCHEMA_UNCHANGED", "the version was rejected by the schema that is in force; correct that first");
        }
        var again = state.again(lineage, clock.instant());
        return Decision.apply(again, "version.judged-again").with(new JobChange.Request("judge-" + again.round()));
    }
}
