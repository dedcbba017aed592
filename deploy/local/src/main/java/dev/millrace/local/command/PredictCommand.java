package dev.millrace.local.command;

import dev.millrace.local.client.DatasetReading;
import dev.millrace.local.client.LocalFile;
import dev.millrace.local.client.Predictions;
import dev.millrace.local.stack.Complaint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "predict",
        description =
                "Read rows, print one JSON answer a row. A .csv, .tsv, .txt, .parquet or .avro file is read as upload reads it, with the types of"
                        + " the model's dataset; any other is JSON: an array of objects, or one object a line.")
final class PredictCommand implements Callable<Integer> {

    private static final int ROWS_A_REQUEST = 256;
    private static final Pattern TABLE =
            Pattern.compile("\\.(csv|tsv|tab|psv|txt|parquet|avro)(\\.(gz|zst))?$", Pattern.CASE_INSENSITIVE);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private long answered;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(index = "0", paramLabel = "MODEL", description = "Named like its pipeline.")
    private String model = "";

    @Parameters(index = "1", paramLabel = "FILE|-", description = "The rows; - for standard input.")
    private String file = "";

    @Override
    public Integer call() throws IOException {
        if (TABLE.matcher(file).find()) {
            try (var local = new LocalFile(options.layout(), Path.of(file))) {
                answer(local.rows(DatasetReading.ofModel(options.api(), model)).toString());
            }
        } else {
            answer(file);
        }
        return 0;
    }

    private void answer(String source) throws IOException {
        var predictions = new Predictions(options.api());
        try (var in = open(source);
                var values = JSON.readerFor(JsonNode.class).<JsonNode>readValues(in)) {
            var batch = new ArrayList<JsonNode>();
            while (values.hasNext()) {
                for (Iterator<JsonNode> rows = rows(values.next()).iterator(); rows.hasNext(); ) {
                    batch.add(rows.next());
                    if (batch.size() == ROWS_A_REQUEST) {
                        answer(predictions, batch);
                    }
                }
            }
            answer(predictions, batch);
        } catch (JacksonException e) {
            throw new Complaint(
                    (source.equals("-") ? "standard input" : source) + " is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static InputStream open(String source) throws IOException {
        if (source.equals("-")) {
            return System.in;
        }
        var path = Path.of(source);
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            throw new Complaint("there is no file " + source + " that could be read");
        }
        return Files.newInputStream(path);
    }

    private static List<JsonNode> rows(JsonNode value) {
        var rows = value.isArray() ? value.valueStream().toList() : List.of(value);
        if (rows.stream().anyMatch(row -> !row.isObject())) {
            throw new Complaint("a row must be a JSON object of column names and values");
        }
        return rows;
    }

    private void answer(Predictions predictions, List<JsonNode> batch) {
        if (!batch.isEmpty()) {
            ask(predictions, batch).forEach(options.console()::jsonLine);
            answered += batch.size();
            batch.clear();
        }
    }

    private List<Map<String, JsonNode>> ask(Predictions predictions, List<JsonNode> batch) {
        try {
            return predictions.of(model, batch);
        } catch (Complaint complaint) {
            throw answered == 0 ? complaint : new Complaint(complaint.line() + ", after row " + answered, complaint);
        }
    }
}
