package dev.millrace.serving.prediction.web;

import dev.millrace.serving.prediction.RepositoryExtension;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** Puts the dialects into {@code /openapi.json}, because no controller stands behind them. */
final class DialectDocumentation implements OpenApiCustomizer {

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    private static final Map<String, String> BODIES = Map.of(
            "instances",
                    "Rows in instances, each an object of columns and values; or columns in inputs, each a list of values",
            "inputs", "Columns, each a tensor named like it, of shape [n] or [n,1]",
            "examples", "Rows in examples, each an object of columns and values; what all have in common in context");

    private static final Map<String, Schema<?>> OPTIONAL = Map.of(
            "ready", new BooleanSchema().description("Whether only models that are ready are listed"),
            "parameters",
                    new ObjectSchema()
                            .addProperty(
                                    RepositoryExtension.REASON,
                                    new StringSchema().description("Why, for those who ask later")));

    private static final Map<String, String> ALSO = Map.of("instances", "inputs", "examples", "context");

    private final List<Route> routes;

    DialectDocumentation(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    @Override
    public void customise(OpenAPI api) {
        if (api.getPaths() == null) {
            api.setPaths(new Paths());
        }
        routes.forEach(route -> api.getPaths().addPathItem(route.template(), item(route)));
    }

    private static PathItem item(Route route) {
        var operation = new Operation().summary(route.summary()).addTagsItem("predictions");
        VARIABLE.matcher(route.template())
                .results()
                .forEach(variable -> operation.addParametersItem(new Parameter()
                        .name(variable.group(1))
                        .in("path")
                        .required(true)
                        .schema(new StringSchema())));
        operation.responses(answers(route));
        if (route.method().equals("GET")) {
            return new PathItem().get(operation);
        }
        return new PathItem().post(posted(route, operation));
    }

    private static ApiResponses answers(Route route) {
        var answers = new ApiResponses()
                .addApiResponse(
                        "200", new ApiResponse().description("The answer").content(json(answer(route))));
        return route.template().contains("{model}")
                ? answers.addApiResponse("404", new ApiResponse().description("There is no such model"))
                        .addApiResponse("503", new ApiResponse().description("No version is loaded yet"))
                : answers;
    }

    /** Triton's index of models is the only list. */
    private static Schema<?> answer(Route route) {
        return route.template().endsWith("/index") ? new ArraySchema().items(new ObjectSchema()) : new ObjectSchema();
    }

    private static Operation posted(Route route, Operation operation) {
        var what = BODIES.get(route.body());
        if (what != null) {
            operation.addParametersItem(new Parameter()
                    .name("Millrace-Unknown-Columns")
                    .in("header")
                    .description("What to do about columns that the model does not have: refuse, or ignore")
                    .schema(new StringSchema().addEnumItem("refuse").addEnumItem("ignore")));
        }
        if (what == null) {
            var optional = new ObjectSchema().addProperty(route.body(), OPTIONAL.get(route.body()));
            return operation.requestBody(new RequestBody().required(false).content(json(optional)));
        }
        var body = new ObjectSchema().addProperty(route.body(), new Schema<>());
        if (ALSO.containsKey(route.body())) {
            body.addProperty(ALSO.get(route.body()), new Schema<>());
        }
        return operation.requestBody(new RequestBody().description(what).content(json(body)));
    }

    private static Content json(Schema<?> schema) {
        return new Content().addMediaType("application/json", new MediaType().schema(schema));
    }
}
