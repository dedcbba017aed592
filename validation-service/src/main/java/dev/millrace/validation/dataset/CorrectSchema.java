package dev.millrace.validation.dataset;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Command;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Outcome;
import dev.millrace.validation.rule.CheckSchema;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts a schema in force that a person wrote. It holds for versions that are judged from then on; verdicts stand. */
public final class CorrectSchema {

    private static final String MOVED_ON = "SCHEMA_CHANGED";

    private final AggregateStore<JudgedDataset> datasets;
    private final SchemaVersions schemas;
    private final StoredJson artifacts;
    private final Clock clock;

    CorrectSchema(AggregateStore<JudgedDataset> datasets, SchemaVersions schemas, StoredJson artifacts, Clock clock) {
        this.datasets = datasets;
        this.schemas = schemas;
        this.artifacts = artifacts;
        this.clock = clock;
    }

    public Correction correct(Correction.Request request) {
        var problems = CheckSchema.problems(request.schema());
        if (!problems.isEmpty()) {
            return new Correction.Faulty(problems);
        }
        var id = request.project() + "/" + request.dataset();
        var digest = artifacts.put(request.schema());
        var lineage = new Lineage(UUID.randomUUID().toString(), null, 0);
        var command = new Command(request.by(), null, digest, lineage);
        return switch (datasets.command(command, id, state -> decide(state, request, id, digest))) {
            case Outcome.Applied<JudgedDataset> applied -> inForce(applied.state());
            case Outcome.Replayed<JudgedDataset> replayed -> inForce(replayed.state());
            case Outcome.Ignored<JudgedDataset> unchanged -> inForce(unchanged.state());
            case Outcome.Refused<JudgedDataset> refused ->
                new Correction.MovedOn(datasets.find(id)
                        .map(stored -> stored.state().schemaVersion())
                        .orElse(0));
        };
    }

    private Decision<JudgedDataset> decide(
            @Nullable JudgedDataset state, Correction.Request request, String id, String digest) {
        var now = state == null ? JudgedDataset.UNKNOWN : state;
        var before = now.schema();
        if (before != null && before.digest().equals(digest)) {
            return Decision.ignore("the schema is in force already");
        }
        if (now.schemaVersion() != request.base()) {
            return Decision.refuse(MOVED_ON, "another version of the schema is in force");
        }
        var corrected = new SchemaVersion(
                now.schemaVersion() + 1,
                before == null ? 0 : before.inferredFrom(),
                before == null ? 0 : before.rows(),
                digest,
                true,
                request.by(),
                clock.instant(),
                request.reason());
        return Decision.apply(now.with(corrected), "schema.corrected").storing(schemas.stored(id, corrected));
    }

    private static Correction inForce(@Nullable JudgedDataset state) {
        var schema = state == null ? null : state.schema();
        if (schema == null) {
            throw new IllegalStateException("no schema is in force after one was put there");
        }
        return new Correction.InForce(schema);
    }
}
