package dev.millrace.console.json;

import dev.millrace.console.service.Answer;
import dev.millrace.console.service.Asking;
import dev.millrace.console.service.Part;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import tools.jackson.databind.JsonNode;

/** Shows the JSON behind a panel. It hands on questions that pages ask themselves, and no others. */
@RestController
class JsonController {

    private static final List<PathPattern> KNOWN = List.of(
                    "/v1/summary",
                    "/v1/whoami",
                    "/v1/parked",
                    "/v1/parked/{id}",
                    "/v1/audit",
                    "/v1/cascades",
                    "/v1/cascades/{id}",
                    "/v1/decisions",
                    "/v1/alerts",
                    "/v1/alerts/{id}",
                    "/v1/alert-routes",
                    "/v1/alert-handling",
                    "/v1/silences",
                    "/v1/predictions/{id}",
                    "/v1/predictions/{id}/origin",
                    "/v1/runs",
                    "/v1/runs/{id}",
                    "/v1/pipelines",
                    "/v1/pipelines/{p}",
                    "/v1/pipelines/{p}/versions",
                    "/v1/pipelines/{p}/versions/{v}",
                    "/v1/models",
                    "/v1/models/{m}",
                    "/v1/models/{m}/drift",
                    "/v1/models/{m}/drift/baseline",
                    "/v1/models/{m}/drift/history",
                    "/v1/models/{m}/performance",
                    "/v1/models/{m}/feedback",
                    "/v1/models/{m}/episodes",
                    "/v1/models/{m}/generations",
                    "/v1/models/{m}/generations/{g}/deployments",
                    "/v1/models/{m}/versions",
                    "/v1/models/{m}/versions/{v}",
                    "/v1/models/{m}/versions/{v}/lineage",
                    "/v1/models/{m}/versions/{v}/evaluation",
                    "/v1/datasets",
                    "/v1/datasets/{d}",
                    "/v1/datasets/{d}/schema",
                    "/v1/datasets/{d}/schema/versions",
                    "/v1/datasets/{d}/schema/versions/{n}",
                    "/v1/datasets/{d}/versions",
                    "/v1/datasets/{d}/versions/{v}",
                    "/v1/datasets/{d}/versions/{v}/labels",
                    "/v1/datasets/{d}/versions/{v}/report",
                    "/v1/datasets/{d}/versions/{v}/statistics")
            .stream()
            .map(PathPatternParser.defaultInstance::parse)
            .toList();

    @GetMapping(path = "/json/{service}/v1/**", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> json(Asking asking, HttpServletRequest request, @PathVariable String service) {
        var part = Part.named(service);
        var path = request.getRequestURI().substring("/json/".length() + service.length());
        var known = KNOWN.stream().anyMatch(pattern -> pattern.matches(PathContainer.parsePath(path)));
        if (part.isEmpty() || !known) {
            return ResponseEntity.notFound().build();
        }
        var query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        return switch (asking.of(part.get(), JsonNode.class, path + query).answer()) {
            case Answer.Given<JsonNode> given -> ResponseEntity.ok(given.value().toPrettyString());
            case Answer.Refused<JsonNode> refused ->
                ResponseEntity.status(refused.status())
                        .body(written(String.valueOf(refused.problem().detail())));
            case Answer.Silent<JsonNode> silent -> ResponseEntity.status(502).body(written(silent.reason()));
            case Answer.Late<JsonNode> late -> ResponseEntity.status(504).body(written("no answer in time"));
        };
    }

    private static String written(String detail) {
        return tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(Map.of("detail", detail));
    }
}
