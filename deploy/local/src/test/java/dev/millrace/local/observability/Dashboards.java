package dev.millrace.local.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboards of deploy/observability, as Grafana would read them. */
public final class Dashboards {

    static final Path DIRECTORY = Path.of("../observability").toAbsolutePath().normalize();

    /** What Grafana puts in for its variable where somebody looks at the last minutes. */
    private static final String INTERVAL = "1m";

    private Dashboards() {}

    /** One query of one panel. */
    public record Query(String dashboard, String panel, String expression) {

        @Override
        public String toString() {
            return "%s, \"%s\": %s".formatted(dashboard, panel, expression);
        }
    }

    static List<JsonNode> all() throws IOException {
        try (var files = Files.list(DIRECTORY.resolve("grafana/dashboards"))) {
            return files.sorted().map(JsonMapper.shared()::readTree).toList();
        }
    }

    /** Every query, ready to be sent to Prometheus. */
    public static List<Query> queries() throws IOException {
        return all().stream()
                .flatMap(board -> board.path("panels")
                        .valueStream()
                        .flatMap(panel -> panel.path("targets")
                                .valueStream()
                                .map(target -> new Query(
                                        board.path("title").asString(),
                                        panel.path("title").asString(),
                                        target.path("expr").asString().replace("$__rate_interval", INTERVAL)))))
                .toList();
    }
}
