package dev.millrace.serving.prediction.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
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
import java.util.regex.Pattern;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Puts the dialects into {@code /openapi.json}, because no controller stands behind them. */
@Component
class DialectDocumentation implements OpenApiCustomizer {

    /** @param body what a POST sends; empty for a GET */
    private record Route(String path, String summary, String body) {}

    private static final List<Route> ROUTES = List.of(
            new Route("/v1/models", "KServe v1: models that are answered with", ""),
            new Route("/v1/models/{model}", "KServe v1: state of a model", ""),
            new Route("/v1/models/{model}/versions/{version}", "TensorFlow Serving: state of a version", ""),
            new Route("/v1/models/{model}:predict", "KServe v1: predictions of rows", "instances"),
            new Route("/v1/models/{model}/versions/{version}:predict", "Predictions of one version", "instances"),
            new Route("/v2", "Open Inference Protocol: the server", ""),
            new Route("/v2/health/live", "Open Inference Protocol: whether the process is up", ""),
            new Route("/v2/health/ready", "Open Inference Protocol: whether it should get requests", ""),
            new Route("/v2/models", "Models that are answered with", ""),
            new Route("/v2/models/{model}", "Open Inference Protocol: inputs and outputs of a model", ""),
            new Route("/v2/models/{model}/versions/{version}", "The same of one version", ""),
            new Route("/v2/models/{model}/ready", "Open Inference Protocol: whether a model is answered with", ""),
            new Route("/v2/models/{model}/versions/{version}/ready", "The same of one version", ""),
            new Route("/v2/models/{model}/infer", "Open Inference Protocol: predictions of columns", "inputs"),
            new Route("/v2/models/{model}/versions/{version}/infer", "The same by one version", "inputs"),
            new Route("/v2/repository/index", "Triton: models with version and state", "ready"));

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    @Override
    public void customise(OpenAPI api) {
        if (api.getPaths() == null) {
            api.setPaths(new Paths());
        }
        ROUTES.forEach(route -> api.getPaths().addPathItem(route.path(), item(route)));
    }

    private static PathItem item(Route route) {
        var operation = new Operation().summary(route.summary()).addTagsItem("predictions");
        VARIABLE.matcher(route.path())
                .results()
                .forEach(variable -> operation.addParametersItem(new Parameter()
                        .name(variable.group(1))
                        .in("path")
                        .required(true)
                        .schema(new StringSchema())));
        operation.responses(new ApiResponses()
                .addApiResponse(
                        "200", new ApiResponse().description("The answer").content(json(new ObjectSchema())))
                .addApiResponse("400", new ApiResponse().description("What is wrong, and where"))
                .addApiResponse("404", new ApiResponse().description("There is no such model"))
                .addApiResponse("503", new ApiResponse().description("No version is loaded yet")));
        if (route.body().isEmpty()) {
            return new PathItem().get(operation);
        }
        var body = new ObjectSchema().addProperty(route.body(), new Schema<>());
        return new PathItem().post(operation.requestBody(new RequestBody().content(json(body))));
    }

    private static Content json(Schema<?> schema) {
        return new Content().addMediaType("application/json", new MediaType().schema(schema));
    }
}
