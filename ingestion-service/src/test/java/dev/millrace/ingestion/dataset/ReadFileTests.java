package dev.millrace.ingestion.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReadFileTests {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private JsonNode read(String csv, String request) throws Exception {
        var file = Files.writeString(directory.resolve("data.csv"), csv);
        var asked = Files.writeString(directory.resolve("request.json"), request);
        var printed = new ByteArrayOutputStream();
        var before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            ReadFile.main(new String[] {
                directory.resolve("store").toString(), file.toString(), "csv", "NONE", asked.toString()
            });
        } finally {
            System.setOut(before);
        }
        return JsonMapper.shared().readTree(printed.toString(StandardCharsets.UTF_8));
    }

    @Test
    void readsAFileAsAnUploadWould() throws Exception {
        var answer = read("name;amount\na;1,5\nb;2,25\n", "{\"settings\": null, \"columns\": [], \"rows\": null}");

        assertThat(answer.path("rows").asLong()).isEqualTo(2);
        assertThat(answer.path("columns").get(1).path("type").asString()).isEqualTo("DOUBLE");
        assertThat(answer.path("reading").path("delimiter").asString()).isEqualTo(";");
    }

    @Test
    void readsAFileWithAsManyColumnsAsAnUploadMayHave() throws Exception {
        var names = IntStream.range(0, 5_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        var row = IntStream.range(0, 5_000).mapToObj(i -> "0." + i).collect(Collectors.joining(","));

        var answer =
                read(names + "\n" + (row + "\n").repeat(20), "{\"settings\": null, \"columns\": [], \"rows\": null}");

        assertThat(answer.path("rows").asLong()).isEqualTo(20);
        assertThat(answer.path("columns")).hasSize(5_000);
    }

    @Test
    void writesRowsWithTheTypesThatTheDatasetHas() throws Exception {
        var rows = directory.resolve("rows.jsonl");
        read(
                "id,at,zip\n9007199254740993,2026-02-01 10:00:00,60601\n,2026-02-02 11:30:00,60602\n",
                "{\"settings\": null, \"columns\": [{\"name\": \"zip\", \"type\": \"STRING\"}], \"rows\": \"%s\"}"
                        .formatted(rows));

        assertThat(Files.readAllLines(rows))
                .containsExactly(
                        "{\"id\":9007199254740993,\"at\":\"2026-02-01T10:00:00\",\"zip\":\"60601\"}",
                        "{\"id\":null,\"at\":\"2026-02-02T11:30:00\",\"zip\":\"60602\"}");
    }
}
