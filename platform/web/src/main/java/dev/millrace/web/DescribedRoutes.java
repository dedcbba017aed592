package dev.millrace.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** Says whose document it is, and that every route answers a request that it refuses with a problem. */
final class DescribedRoutes implements OpenApiCustomizer {

    private static final String PROBLEM = "Problem";

    private final Info info;

    DescribedRoutes(Info info) {
        this.info = info;
    }

    @Override
    public void customise(OpenAPI api) {
        api.info(info).schema(PROBLEM, problem());
        api.getPaths().values().stream()
                .map(PathItem::readOperations)
                .forEach(operations -> operations.forEach(DescribedRoutes::describeRefusals));
    }

    private static void describeRefusals(Operation operation) {
        var body = new MediaType().schema(new Schema<>().$ref(PROBLEM));
        var content = new Content().addMediaType("application/problem+json", body);
        var answers = operation.getResponses();
        answers.addApiResponse(ApiResponses.DEFAULT, new ApiResponse().description("What is wrong"));
        answers.forEach((status, answer) -> {
            if (!status.startsWith("2") && answer.getContent() == null) {
                answer.content(content);
            }
        });
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .addProperty("type", new StringSchema())
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema().description("What is wrong, for people"))
                .addProperty("code", new StringSchema().description("What is wrong, for programs"))
                .additionalProperties(true);
    }
}
