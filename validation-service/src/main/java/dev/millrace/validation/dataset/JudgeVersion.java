package dev.millrace.validation.dataset;

import dev.millrace.artifacts.ArtifactMissingException;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Announcement;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Details;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.Received;
import dev.millrace.messaging.Stored;
import dev.millrace.validation.rule.Finding;
import dev.millrace.validation.rule.InferSchema;
import dev.millrace.validation.rule.Judgement;
import dev.millrace.validation.rule.Schema;
import dev.millrace.validation.rule.Severity;
import dev.millrace.validation.rule.Statistics;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Judges one version and makes the verdict known, once. */
@Component
public class JudgeVersion {

    private static final int ANNOUNCED_FINDINGS = 100;
    private static final int LATELY = 100;

    private final AggregateStore<JudgedDataset> datasets;
    private final Details<KeptSchema> schemas;
    private final Map<String, KeptSchema> lately = new ConcurrentHashMap<>();
    private final Details<Verdict> verdicts;
    private final ProfileVersion profiles;
    private final ArtifactStore artifacts;
    private final Announcements announcements;
    private final JsonMapper json;
    private final Executor storing = Executors.newVirtualThreadPerTaskExecutor();

    JudgeVersion(
            Aggregates aggregates,
            ProfileVersion profiles,
            ArtifactStore artifacts,
            Announcements announcements,
            JsonMapper json) {
        this.datasets = aggregates.of(JudgedDataset.TYPE);
        this.schemas = aggregates.details("schemas", KeptSchema.class);
        this.verdicts = aggregates.details("verdicts", Verdict.class);
        this.profiles = profiles;
        this.artifacts = artifacts;
        this.announcements = announcements;
        this.json = json;
    }

    /**
     * Profiles and judges outside the commit, because that takes time; the commit checks that nothing moved meanwhile. A
     * verdict stands: a version that comes again is not judged again, because the dataset has moved on since.
     */
    public void judge(Arrival arrival, Received<?> cause) {
        String id = arrival.aggregateId();
        JudgedDataset before = datasets.latest(id).map(Stored::state).orElse(JudgedDataset.UNKNOWN);
        JudgedDataset after = isJudged(arrival, before) ? before : commit(arrival, cause, before);
        after.last(arrival.version()).ifPresent(verdict -> verdicts.put(Verdict.id(id, verdict.version()), verdict));
    }

    private boolean isJudged(Arrival arrival, JudgedDataset dataset) {
        return dataset.last(arrival.version()).isPresent()
                || (arrival.version() <= dataset.judgedVersion()
                        && verdicts.find(Verdict.id(arrival.aggregateId(), arrival.version()))
                                .isPresent());
    }

    private JudgedDataset commit(Arrival arrival, Received<?> cause, JudgedDataset before) {
        Verdict verdict = judge(arrival, before);
        Outcome<JudgedDataset> outcome = datasets.on(cause, arrival.aggregateId(), state -> {
            JudgedDataset now = state == null ? JudgedDataset.UNKNOWN : state;
            if (!now.equals(before)) {
                throw new ConcurrentModificationException("the dataset was judged by another instance meanwhile");
            }
            String action = verdict.usable() ? "version.validated" : "version.rejected";
            return Decision.apply(now.after(verdict), action, announced(arrival, verdict));
        });
        JudgedDataset after = switch (outcome) {
            case Outcome.Applied<JudgedDataset> applied -> applied.state();
            case Outcome.Ignored<JudgedDataset> ignored -> ignored.state();
            case Outcome.Replayed<JudgedDataset> replayed -> replayed.state();
            case Outcome.Refused<JudgedDataset> refused -> null;
        };
        return Objects.requireNonNullElse(after, before);
    }

    /** What is usable is announced with the types by which it was judged, not with those of each file. */
    private Announcement<?> announced(Arrival arrival, Verdict verdict) {
        return announcements.of(
                verdict.usable() ? arrival.readAs(kept(verdict.schemaId()).schema()) : arrival, verdict);
    }

    private Verdict judge(Arrival arrival, JudgedDataset dataset) {
        KeptSchema kept = schema(dataset);
        Statistics statistics = profile(arrival, kept == null ? null : kept.schema());
        CompletableFuture<String> stored = CompletableFuture.supplyAsync(() -> store(statistics), storing);
        Schema ruling = kept == null || saysMore(statistics, kept) ? null : kept.schema();
        Judgement judgement =
                Judgement.of(ruling == null ? InferSchema.from(statistics) : ruling, statistics, dataset.usableRows());
        boolean inferred = ruling == null && judgement.usable();
        int schemaVersion = inferred ? dataset.schemaVersion() + 1 : dataset.schemaVersion();
        String schemaId = inferred
                ? keep(arrival, new KeptSchema(schemaVersion, arrival.version(), statistics.rows(), judgement.schema()))
                : Objects.requireNonNullElse(dataset.schemaId(), "");
        String report = store(report(arrival, judgement, statistics.rows(), schemaVersion));
        return new Verdict(
                arrival.version(),
                judgement.usable(),
                statistics.rows(),
                schemaVersion,
                schemaId,
                judgement.warnings(),
                worstFirst(judgement.findings()).stream()
                        .limit(ANNOUNCED_FINDINGS)
                        .toList(),
                stored.join(),
                report);
    }

    /** What was read from too few rows rules only until there are more. */
    private static boolean saysMore(Statistics statistics, KeptSchema kept) {
        return InferSchema.tells(statistics.rows()) && !InferSchema.tells(kept.rows());
    }

    private @Nullable KeptSchema schema(JudgedDataset dataset) {
        String id = dataset.schemaId();
        return id == null ? null : kept(id);
    }

    /** What was once kept under an id never changes. */
    private KeptSchema kept(String id) {
        if (lately.size() > LATELY) {
            lately.clear();
        }
        return lately.computeIfAbsent(id, absent -> schemas.find(absent).orElseThrow());
    }

    private Statistics profile(Arrival arrival, @Nullable Schema schema) {
        try {
            return profiles.profile(arrival.digests(), schema);
        } catch (ArtifactMissingException missing) {
            throw new ParkedException("ARTIFACT_MISSING", String.valueOf(missing.getMessage()), true);
        }
    }

    private String keep(Arrival arrival, KeptSchema schema) {
        String id = KeptSchema.id(arrival.aggregateId(), schema.version(), arrival.version());
        schemas.put(id, schema);
        return id;
    }

    private static List<Finding> worstFirst(List<Finding> findings) {
        return findings.stream()
                .sorted((one, other) -> other.severity().compareTo(one.severity()))
                .toList();
    }

    private static Report report(Arrival arrival, Judgement judgement, long rows, int schemaVersion) {
        List<Finding> findings = worstFirst(judgement.findings());
        int blocking = (int) findings.stream()
                .filter(finding -> finding.severity() == Severity.BLOCK)
                .count();
        return new Report(
                arrival.project(),
                arrival.dataset(),
                arrival.version(),
                judgement.usable(),
                schemaVersion,
                rows,
                blocking,
                judgement.warnings(),
                findings);
    }

    private String store(Object value) {
        return artifacts.put(json.writeValueAsBytes(value)).hex();
    }
}
