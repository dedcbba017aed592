package dev.millrace.local.client;

import dev.millrace.local.stack.Part;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * How a dataset's files are read.
 *
 * @param settings that a person made; null where nobody did
 * @param columns with the types that they have got
 * @param habits in which its files are written; null where there are none
 */
public record DatasetReading(
        @Nullable JsonNode settings,
        JsonNode columns,
        @Nullable JsonNode habits) {

    /** Of a file that belongs to no dataset. */
    public static final DatasetReading NONE = new DatasetReading(null, JsonNodeFactory.instance.arrayNode(), null);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** As the dataset's next version would be read. */
    public static DatasetReading of(Api api, String dataset) {
        var path = "/v1/datasets/" + Api.step(dataset);
        var found = api.get(Part.INGESTION, path);
        var inForce = api.find(Part.INGESTION, path + "/settings");
        var settings = inForce == null ? null : inForce.path("settings");
        return found.path("settled").asBoolean()
                ? new DatasetReading(settings, found.path("columns"), found.path("habits"))
                : new DatasetReading(settings, NONE.columns(), null);
    }

    /** As rows of the dataset that a model's pipeline learns from; where that is not known, as any file. */
    public static DatasetReading ofModel(Api api, String model) {
        var pipeline = api.find(Part.REGISTRY, "/v1/pipelines/" + Api.step(model));
        var dataset = pipeline == null
                ? ""
                : pipeline.path("current")
                        .path("spec")
                        .path("data")
                        .path("dataset")
                        .asString("");
        var known = dataset.isEmpty() ? null : api.find(Part.INGESTION, "/v1/datasets/" + Api.step(dataset));
        return known == null ? NONE : of(api, dataset);
    }

    /** @param rows where the rows shall be written; null for nowhere */
    JsonNode request(@Nullable String rows) {
        var request = JSON.createObjectNode();
        request.set("settings", settings);
        request.set("columns", columns);
        request.set("habits", habits);
        request.put("rows", rows);
        return request;
    }
}
