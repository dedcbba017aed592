package dev.millrace.validation.dataset;

import dev.millrace.messaging.AggregateStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the datasets of which something was decided, each with its newest verdict. */
public final class ListJudged {

    private final AggregateStore<JudgedDataset> datasets;

    ListJudged(AggregateStore<JudgedDataset> datasets) {
        this.datasets = datasets;
    }

    /**
     * A dataset.
     *
     * @param version that was judged last; null where none was, and somebody wrote a schema
     * @param usable what the verdict on it is; null where there is none
     * @param usableRows rows of the newest usable version; 0 where there is none
     * @param schemaVersion of the schema in force; 0 where there is none
     */
    public record Judged(
            String dataset,
            @Nullable Long version,
            @Nullable Boolean usable,
            long usableRows,
            int schemaVersion) {}

    /** By name, after {@code after}. */
    public List<Judged> list(String project, String after, int limit) {
        var prefix = project + "/";
        return datasets.list(prefix, after.isEmpty() ? "" : prefix + after, limit).stream()
                .map(stored -> judged(stored.id().substring(prefix.length()), stored.state()))
                .toList();
    }

    private static Judged judged(String dataset, JudgedDataset state) {
        var latest = state.latest();
        return new Judged(
                dataset,
                latest == null ? null : latest.version(),
                latest == null ? null : latest.usable(),
                state.usableRows(),
                state.schemaVersion());
    }
}
