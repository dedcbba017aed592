package dev.millrace.monitoring.drift.watch;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Stored;
import dev.millrace.monitoring.ModelRole;
import dev.millrace.monitoring.PartitionStates;
import dev.millrace.monitoring.estimate.EstimatedView;
import dev.millrace.monitoring.estimate.Estimates;
import dev.millrace.monitoring.estimate.Estimation;
import dev.millrace.monitoring.estimate.Estimations;
import dev.millrace.monitoring.estimate.PerformanceEstimator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Answers how right a model probably is. */
public class ReadEstimates implements Estimates {

    private static final int WINDOWS = 20;

    private final AggregateStore<Watch> watches;
    private final PartitionStates<PartitionCounts> counts;
    private final JudgedWindows windows;
    private final Estimations estimations;

    public ReadEstimates(Aggregates aggregates, JudgedWindows windows, Estimations estimations) {
        this.watches = CloseWindows.watches(aggregates);
        this.counts = PartitionCounts.in(aggregates);
        this.windows = windows;
        this.estimations = estimations;
    }

    @Override
    public Optional<EstimatedView> find(String project, String model) {
        var id = ModelRole.champion(project, model).id();
        return watches.find(id).map(Stored::state).map(watch -> switch (estimations.of(
                watch.approved().packageDigest())) {
            case Estimation.Impossible(var code, var detail) -> impossible(answered(id, watch), code, detail);
            case Estimation.Possible(var estimator) ->
                view(answered(id, watch), watch, estimator, windows.newest(id, WINDOWS));
        });
    }

    private long answered(String id, Watch watch) {
        return counts.of(id, watch.generation()).values().stream()
                .map(PartitionCounts::counted)
                .mapToLong(counted -> counted.compared() + counted.unreadable())
                .sum();
    }

    private static EstimatedView impossible(long answered, String code, String detail) {
        return new EstimatedView(
                answered,
                EstimatedView.Status.IMPOSSIBLE,
                "No estimate can be made of this version: %s (%s)".formatted(code, detail),
                List.of(),
                Map.of(),
                null,
                List.of());
    }

    private static EstimatedView view(
            long answered, Watch watch, PerformanceEstimator estimator, List<JudgedWindow> newest) {
        var estimated = newest.stream()
                .filter(window -> window.generation() == watch.generation())
                .flatMap(ReadEstimates::estimated)
                .toList();
        var agreement = watch.estimatedAgreement();
        return new EstimatedView(
                answered,
                estimated.isEmpty()
                        ? EstimatedView.Status.NOT_ENOUGH_DATA
                        : agreement.lasts() ? EstimatedView.Status.WORSE : EstimatedView.Status.AS_EXPECTED,
                estimated.isEmpty()
                        ? "No window with %d answers of this version has closed yet"
                                .formatted(PerformanceEstimator.FEWEST_ROWS)
                        : "%d windows in a row were worse".formatted(agreement.streak()),
                estimator.calibrated(),
                estimator.onTestRows(),
                agreement.episode(),
                estimated);
    }

    private static Stream<EstimatedView.Window> estimated(JudgedWindow window) {
        return Stream.ofNullable(window.findings().estimated())
                .map(estimated -> new EstimatedView.Window(
                        window.number(),
                        window.version(),
                        window.role(),
                        window.extent().from(),
                        window.extent().to(),
                        estimated));
    }
}
