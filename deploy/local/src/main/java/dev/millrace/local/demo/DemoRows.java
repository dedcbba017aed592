package dev.millrace.local.demo;

import dev.millrace.pipelines.PipelineSpec;
import dev.millrace.pipelines.RowLabel;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demo's rows in the three forms that it needs: as text, as questions to serving, and as the truth later on. */
final class DemoRows {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Trips trips;
    private final Instances instances;
    private final RowLabel label;

    DemoRows(Trips trips, PipelineSpec spec) {
        this.trips = trips;
        instances = new Instances(trips.columns(), spec);
        label = new RowLabel(spec.data());
    }

    Trips trips() {
        return trips;
    }

    JsonNode question(List<String> row) {
        Map<String, @Nullable Object> instance = instances.of(row);
        return JSON.valueToTree(instance);
    }

    List<JsonNode> shiftedQuestions(int rows) {
        return trips.shifted(rows).stream().map(this::question).toList();
    }

    String truth(List<String> row) {
        return label.of(column -> value(row, column)).orElse("");
    }

    private @Nullable String value(List<String> row, String column) {
        int place = trips.columns().indexOf(column);
        return place < 0 || row.get(place).isEmpty() ? null : row.get(place);
    }
}
