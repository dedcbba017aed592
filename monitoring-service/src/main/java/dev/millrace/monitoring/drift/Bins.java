package dev.millrace.monitoring.drift;

import dev.millrace.models.Baseline;
import dev.millrace.models.Binning;
import java.util.List;

/** A baseline with its bins ready to take values. */
final class Bins {

    private final Baseline baseline;
    private final List<Binning> columns;

    Bins(Baseline baseline) {
        this.baseline = baseline;
        this.columns = baseline.columns().stream().map(Binning::of).toList();
    }

    Baseline baseline() {
        return baseline;
    }

    int width() {
        return columns.size();
    }

    int size(int column) {
        return columns.get(column).bins();
    }

    Binning of(int column) {
        return columns.get(column);
    }
}
