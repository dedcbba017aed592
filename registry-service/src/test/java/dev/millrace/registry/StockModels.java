package dev.millrace.registry;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.Sql;
import dev.millrace.models.Baseline;
import dev.millrace.models.GoldenRows;
import dev.millrace.models.ModelPackage;
import dev.millrace.models.ModelPackage.Feature;
import dev.millrace.models.ModelPackages;
import dev.millrace.models.Outputs;
import dev.millrace.models.Provenance;
import dev.millrace.pipelines.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fixture: packages around what skl2onnx exports of scikit-learn; the tests of {@code platform/models} have the files. */
public final class StockModels {

    private static final Path FOLDER = Path.of("../platform/models/src/test/resources/dev/millrace/models/scikit");

    private final ArtifactStore artifacts;
    private final Datasets datasets;

    public StockModels(ArtifactStore artifacts, Datasets datasets) {
        this.artifacts = artifacts;
        this.datasets = datasets;
    }

    /** Of which run a package is. */
    public record Origin(String model, String run, String spec) {}

    public static byte[] graph(String name) {
        return read(name + ".onnx");
    }

    /** Columns of numbers that are one matrix of the graph. */
    public static List<Feature> matrix(int width, boolean nullable) {
        return IntStream.range(0, width)
                .mapToObj(column -> new Feature("x" + column, Feature.Kind.NUMBER, nullable, "X"))
                .toList();
    }

    /** A whole package, whose test rows are those that scikit-learn answered, each with the answer as its label. */
    public ModelPackage store(Origin origin, String rows, byte[] graph, Outputs outputs, List<Feature> signature) {
        var packages = new ModelPackages(artifacts);
        var golden = golden(rows, outputs);
        return new ModelPackage(
                ModelPackages.FORMAT,
                origin.model(),
                origin.run(),
                ModelPackage.Target.of(outputs),
                signature,
                new ModelPackage.Parts(
                        artifacts.put(graph).hex(),
                        packages.write(golden).hex(),
                        packages.write(baseline(signature)).hex(),
                        "",
                        packages.write(Map.<String, Map<String, Double>>of()).hex(),
                        tested(golden, outputs).hex()),
                Map.of("test", metrics(golden, outputs)),
                List.of(),
                new Provenance(
                        new Provenance.Data("flowers", List.of(), List.of()),
                        new Provenance.Recipe(origin.spec(), 1, "scikit-learn", Map.of(), 1),
                        new Provenance.Split(70, 15, golden.rows().size(), "rows"),
                        Instant.EPOCH,
                        "scikit-learn 1.9.1",
                        "test"));
    }

    private static GoldenRows golden(String name, Outputs outputs) {
        var recorded = JsonMapper.shared().readTree(read("expected.json")).get(name);
        var rows = new ArrayList<List<@Nullable Object>>();
        numbers(recorded.get("rows")).forEach(row -> rows.add(new ArrayList<>(row)));
        var scores = numbers(recorded.get("scores"));
        return new GoldenRows(
                rows,
                scores.stream()
                        .map(row -> outputs.answer(floats(List.of(row)), 0))
                        .toList(),
                scores);
    }

    /** A baseline of the columns and of the predictions. */
    public static Baseline baseline(List<Feature> signature) {
        var columns = new ArrayList<>(signature.stream().map(Feature::name).toList());
        columns.add(Baseline.PREDICTION);
        return new Baseline(
                10,
                columns.stream()
                        .map(name -> new Baseline.Column(
                                name,
                                Baseline.Column.Kind.NUMBER,
                                List.of(1.0),
                                List.of(0.5, 1.5),
                                List.of(),
                                List.of(5L, 5L, 0L),
                                name.equals(Baseline.PREDICTION) ? 0 : 1.0 / signature.size(),
                                1,
                                0.5))
                        .toList());
    }

    private static Map<String, Double> metrics(GoldenRows golden, Outputs outputs) {
        return outputs.metrics(
                golden.predictions().stream()
                        .mapToDouble(answer -> outputs.classes().isEmpty()
                                ? Double.parseDouble(answer)
                                : outputs.classes().indexOf(answer))
                        .toArray(),
                floats(golden.scores()));
    }

    private Digest tested(GoldenRows golden, Outputs outputs) {
        var rows = IntStream.range(0, golden.rows().size()).mapToObj(row -> {
            var cells = new ArrayList<String>();
            golden.rows().get(row).forEach(value -> cells.add(value + "::DOUBLE"));
            var answer = Sql.literal(golden.predictions().get(row));
            cells.addAll(List.of(Integer.toString(row), answer, answer));
            golden.scores().get(row).stream()
                    .skip(outputs.task() == Task.BINARY ? 1 : 0)
                    .forEach(score -> cells.add(score + "::DOUBLE"));
            return cells.stream().collect(Collectors.joining(", ", "(", ")"));
        });
        return Predictions.of(
                datasets, artifacts, "SELECT * FROM (VALUES %s)".formatted(rows.collect(Collectors.joining(", "))));
    }

    private static float[] floats(List<List<Double>> scores) {
        var all = scores.stream().flatMap(List::stream).toList();
        var floats = new float[all.size()];
        IntStream.range(0, floats.length)
                .forEach(place -> floats[place] = all.get(place).floatValue());
        return floats;
    }

    private static List<List<Double>> numbers(JsonNode rows) {
        return rows.valueStream()
                .map(row -> row.valueStream().map(JsonNode::asDouble).toList())
                .toList();
    }

    private static byte[] read(String name) {
        try {
            return Files.readAllBytes(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
