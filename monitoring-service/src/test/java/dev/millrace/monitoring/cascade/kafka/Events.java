package dev.millrace.monitoring.cascade.kafka;

import dev.millrace.contracts.Column;
import dev.millrace.contracts.ColumnDrift;
import dev.millrace.contracts.DataArrived;
import dev.millrace.contracts.DataRefused;
import dev.millrace.contracts.DataRejected;
import dev.millrace.contracts.DeployOutcome;
import dev.millrace.contracts.DriftDetected;
import dev.millrace.contracts.DriftKind;
import dev.millrace.contracts.DriftSeverity;
import dev.millrace.contracts.Finding;
import dev.millrace.contracts.FindingSeverity;
import dev.millrace.contracts.Mode;
import dev.millrace.contracts.ModelApproved;
import dev.millrace.contracts.ModelDeployed;
import dev.millrace.contracts.Part;
import dev.millrace.contracts.Route;
import dev.millrace.contracts.RouteRole;
import dev.millrace.contracts.RunEnded;
import dev.millrace.contracts.RunOutcome;
import dev.millrace.contracts.ServingDecided;
import dev.millrace.contracts.ServingDecision;
import dev.millrace.contracts.TrainingDecided;
import dev.millrace.contracts.TrainingRequested;
import dev.millrace.contracts.TriggerDecision;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events of a cascade as other services send them. */
final class Events {

    static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    private Events() {}

    static DataArrived arrived() {
        return new DataArrived(
                "a1",
                "ingestion:datasets:default/taxi-trips",
                3L,
                "default",
                null,
                "c1",
                null,
                0,
                START,
                "taxi-trips",
                3L,
                "00",
                List.of(new Part("00", 9942L, 1_922_812L)),
                "csv",
                "upload",
                "taxi.csv",
                Mode.SNAPSHOT,
                9942L,
                1_922_812L,
                Collections.nCopies(23, new Column("fare", "DOUBLE")),
                "ada",
                null,
                null,
                null,
                null);
    }

    static DataRefused refused() {
        var event = new DataRefused();
        event.setDataset("taxi-trips");
        event.setFile("taxi.csv");
        event.setCode("FILE_NOT_FOUND");
        event.setDetail("there is none");
        return event;
    }

    static TrainingRequested requested() {
        var event = new TrainingRequested();
        event.setPipeline("taxi");
        event.setRequestedBy("nightly job");
        event.setReason("new labels");
        return event;
    }

    static DataRejected rejected() {
        return new DataRejected(
                "r1",
                "validation:datasets:default/taxi-trips",
                3L,
                "default",
                null,
                "c1",
                "a1",
                1,
                START,
                "taxi-trips",
                4L,
                10L,
                1,
                "00",
                "00",
                0,
                List.of(
                        new Finding("TYPE_MISMATCH", "fare", "'abc'", "DOUBLE", FindingSeverity.BLOCK, ""),
                        new Finding("ROWS_LOW", null, "10 rows", "at least 500", FindingSeverity.BLOCK, "")),
                null);
    }

    static TrainingDecided decided(TriggerDecision decision, String reason, @Nullable String runId) {
        return new TrainingDecided(
                "t1",
                "training:pipelines:default/taxi",
                1L,
                "default",
                "taxi",
                "c1",
                "v1",
                2,
                START,
                decision,
                reason,
                "first of today",
                List.of("v1"),
                runId,
                1,
                "taxi-trips",
                List.of(3L),
                9942L,
                3L,
                3L,
                1L,
                null,
                Map.of());
    }

    static RunEnded ended(RunOutcome outcome, @Nullable String code) {
        return new RunEnded(
                "n1",
                "training:runs:default/r-12",
                1L,
                "default",
                "taxi",
                "c1",
                "t1",
                3,
                START,
                "r-12",
                outcome,
                code,
                code == null ? "" : "one class",
                "taxi-trips",
                9942L,
                1500L,
                null,
                null,
                null,
                null);
    }

    static ModelApproved approved() {
        return new ModelApproved(
                "p1",
                "registry:models:default/taxi",
                2L,
                "default",
                "taxi",
                "c1",
                "m1",
                4,
                START,
                "taxi",
                2L,
                List.of(new Route(7, "00", 100, RouteRole.CHAMPION)),
                "r-12",
                "gates",
                "auc 0.957 ≥ 0.6",
                1L,
                false);
    }

    static ModelDeployed deployed(DeployOutcome outcome) {
        return new ModelDeployed(
                "d1",
                "serving:instance:s1",
                1L,
                "default",
                "taxi",
                "c1",
                "p1",
                5,
                START,
                "taxi",
                2L,
                7,
                "00",
                "s1",
                outcome,
                outcome == DeployOutcome.REFUSED ? "GOLDEN_ROWS_DIFFER" : null,
                120L,
                1300L,
                64);
    }

    static ServingDecided withdrawn() {
        return new ServingDecided(
                "w1",
                "serving:instance:s1",
                2L,
                "default",
                "taxi",
                "c1",
                "p1",
                5,
                START,
                "taxi",
                2L,
                7,
                ServingDecision.WITHDRAWN,
                "dora",
                "it is wrong",
                "s1");
    }

    static DriftDetected drift() {
        return new DriftDetected(
                "x1",
                "monitoring:watches:default/taxi",
                1L,
                "default",
                "taxi",
                "c2",
                "p1",
                0,
                START,
                "taxi",
                7,
                2L,
                DriftKind.FEATURE,
                DriftSeverity.DRIFT,
                "fare, payment_type",
                START,
                START,
                500L,
                6959L,
                2,
                0.7,
                List.of(
                        column("payment_type", "jensen-shannon", 0.2204, 0.002, false, true),
                        column("fare", "wasserstein/sd", 0.4149, 1.3e-30, true, true),
                        column("company", "jensen-shannon", 0.01, 0.6, false, false)),
                0.003,
                null,
                START,
                List.of(),
                false,
                false,
                false);
    }

    private static ColumnDrift column(
            String name, String effectName, double effect, double p, boolean critical, boolean drifted) {
        return new ColumnDrift(
                name,
                "ks",
                0.3,
                p,
                p,
                effectName,
                effect,
                0.1,
                critical,
                drifted,
                List.of(1L),
                List.of(1L),
                List.of("all"));
    }
}
