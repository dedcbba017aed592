package dev.millrace.training.data;

import dev.millrace.messaging.ReadModel;
import dev.millrace.training.data.DatasetVersion.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Versions of one dataset in memory: one a day, on the day of its number, of ten rows each. */
public final class DailyVersions implements DatasetVersions {

    private final List<LoggedVersion> all = new ArrayList<>();
    private int lookups;

    /** @param snapshot number of the version that replaces those before it; 0 for none */
    public DataRange add(int versions, int snapshot) {
        var dataset = Dataset.empty("default", "trips");
        for (long number = 1; number <= versions; number++) {
            var version = DataRangeTests.version(number, 10, number == snapshot ? Mode.SNAPSHOT : Mode.APPEND);
            dataset = dataset.with(version, DataRangeTests.EFFECT);
            all.add(new LoggedVersion(version, dataset.range()));
        }
        return dataset.range();
    }

    public SelectVersions select() {
        return new SelectVersions(this);
    }

    int lookups() {
        return lookups;
    }

    void loseLast() {
        all.removeLast();
    }

    @Override
    public Optional<LoggedVersion> numbered(String project, String dataset, long version) {
        return all.stream().filter(one -> one.version().version() == version).findFirst();
    }

    @Override
    public Optional<LoggedVersion> at(String project, String dataset, long position) {
        lookups++;
        return position > all.size() ? Optional.empty() : Optional.of(all.get((int) position - 1));
    }

    @Override
    public List<LoggedVersion> between(String project, String dataset, long afterPosition, long toPosition) {
        return all.subList((int) afterPosition, (int) toPosition);
    }

    @Override
    public ReadModel row(LoggedVersion version) {
        return ReadModel.of(version);
    }
}
