package dev.millrace.local.client;

import dev.millrace.local.stack.Complaint;
import dev.millrace.local.stack.Part;
import dev.millrace.pipelines.NamedColumns;
import dev.millrace.pipelines.PipelineSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The columns of a dataset that has usable data, so that a misspelt name is told before anything is learned. */
public final class DatasetColumns {

    private static final int TOLD_VALUES = 5;

    private final Api api;

    public DatasetColumns(Api api) {
        this.api = api;
    }

    /**
     * Complains of each name that the data do not have. Where there are no usable data yet, any name may come to be right.
     *
     * @return why nobody could tell; empty where the columns are known to be there, or data are yet to come
     * @throws Complaint COLUMN_UNKNOWN with the nearest names
     */
    public Optional<String> check(PipelineSpec spec) {
        Set<String> stored;
        try {
            stored = of(spec.data().dataset());
            var feedback = spec.data().feedback();
            if (feedback != null && !stored.isEmpty()) {
                stored.addAll(of(feedback.dataset()));
            }
        } catch (Complaint silent) {
            return Optional.of("Whether the data have the columns that it names was not checked: " + silent.line());
        }
        refuseUnknown(spec, stored);
        return Optional.empty();
    }

    /** What the label is like in the newest version, from which its task follows; empty where nothing is known of it yet. */
    public Optional<String> label(PipelineSpec spec) {
        try {
            return newestStatistics(spec.data().dataset())
                    .flatMap(statistics -> column(
                                    statistics, spec.data().target().label())
                            .map(label -> described(statistics, label)));
        } catch (Complaint silent) {
            return Optional.empty();
        }
    }

    private Optional<JsonNode> newestStatistics(String dataset) {
        var path = "/v1/datasets/" + Api.step(dataset) + "/versions";
        return Optional.ofNullable(api.find(Part.VALIDATION, path + "?limit=1"))
                .flatMap(page -> page.path("versions").valueStream().findFirst())
                .map(newest -> newest.path("version").asLong())
                .map(version -> api.find(Part.VALIDATION, path + "/" + version + "/statistics"));
    }

    private static Optional<JsonNode> column(JsonNode statistics, String name) {
        return statistics
                .path("columns")
                .valueStream()
                .filter(column -> column.path("name").asString("").equals(name))
                .findFirst();
    }

    private static String described(JsonNode statistics, JsonNode label) {
        long distinct = label.path("distinct").asLong();
        var most = label.path("top")
                .valueStream()
                .limit(TOLD_VALUES)
                .map(each -> String.format(
                        Locale.ROOT,
                        "%s %,d",
                        DisplayText.quoted(each.path("value").asString("")),
                        each.path("count").asLong()))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "In the newest data, %,d of %,d rows have a label, with %s%s.",
                label.path("count").asLong(),
                statistics.path("rows").asLong(),
                DisplayText.count(distinct, "different value"),
                most.isEmpty() ? "" : ": " + most + (distinct > TOLD_VALUES ? " and others" : ""));
    }

    private static void refuseUnknown(PipelineSpec spec, Set<String> stored) {
        var problems = stored.isEmpty() ? List.<String>of() : NamedColumns.problems(spec, stored);
        if (!problems.isEmpty()) {
            throw new Complaint(
                    NamedColumns.COLUMN_UNKNOWN + ": of dataset " + spec.data().dataset() + ", "
                            + DisplayText.plain(String.join("; ", problems))
                            + ". Correct the names, or upload data that have these columns first.");
        }
    }

    /**
     * Those of the schema, of earlier versions, and of the newest one, which may have columns without any value; none before
     * there are usable data.
     */
    private Set<String> of(String dataset) {
        var path = "/v1/datasets/" + Api.step(dataset);
        var schema = api.find(Part.VALIDATION, path + "/schema");
        var columns = new LinkedHashSet<String>();
        if (schema != null) {
            names(schema.path("schema")).forEach(columns::add);
            names(api.get(Part.INGESTION, path)).forEach(columns::add);
            api.get(Part.INGESTION, path + "/versions?limit=1")
                    .valueStream()
                    .flatMap(DatasetColumns::names)
                    .forEach(columns::add);
        }
        return columns;
    }

    private static Stream<String> names(JsonNode described) {
        return described
                .path("columns")
                .valueStream()
                .map(column -> column.path("name").asString(""));
    }
}
