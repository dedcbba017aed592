package dev.millrace.serving.model;

import dev.millrace.artifacts.ArtifactMissingException;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import dev.millrace.models.GoldenRows;
import dev.millrace.models.ModelPackage;
import dev.millrace.models.ModelPackage.Feature;
import dev.millrace.models.ModelPackages;
import dev.millrace.models.Predictor;
import dev.millrace.models.Provenance;
import dev.millrace.models.Rows;
import dev.millrace.pipelines.Task;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Fixture: small models with known answers. */
public final class Models {

    public static final ModelName TAXI = new ModelName("default", "taxi-tips");
    public static final List<Feature> SIGNATURE = List.of(
            new Feature("fare", Feature.Kind.NUMBER, false),
            new Feature("shared", Feature.Kind.BOOLEAN, true),
            new Feature("company", Feature.Kind.TEXT, true));

    private Models() {}

    public static Approval approval(long generation, Digest modelPackage) {
        return approval(TAXI, generation, modelPackage);
    }

    public static Approval approval(ModelName name, long generation, Digest modelPackage) {
        return new Approval(
                name,
                generation,
                (int) generation,
                ServingRole.CHAMPION,
                modelPackage,
                "taxi-tips",
                "cascade",
                "event-" + generation,
                3);
    }

    public static ServedModel served(long generation, Predictor predictor) {
        return served(generation, predictor, List.of("0", "1"));
    }

    public static ServedModel served(long generation, Predictor predictor, List<String> classes) {
        return served(generation, manifest("a".repeat(64), "b".repeat(64), SIGNATURE, classes), predictor);
    }

    public static ServedModel served(long generation, List<Feature> signature, Predictor predictor) {
        return served(generation, manifest("a".repeat(64), "b".repeat(64), signature, List.of("0", "1")), predictor);
    }

    private static ServedModel served(long generation, ModelPackage manifest, Predictor predictor) {
        var digest = Fingerprint.of(("package " + generation).getBytes(StandardCharsets.UTF_8));
        return new ServedModel(approval(generation, digest), manifest, predictor);
    }

    public static ModelPackage manifest(String onnx, String golden, List<Feature> signature, List<String> classes) {
        var nothing = "0".repeat(64);
        var provenance = new Provenance(
                new Provenance.Data("taxi-trips", List.of(1L), List.of(nothing)),
                new Provenance.Recipe(nothing, 1, "logistic-regression", Map.of(), 7),
                new Provenance.Split(70, 15, 15, nothing),
                Instant.EPOCH,
                "test",
                "test");
        return new ModelPackage(
                ModelPackages.FORMAT,
                "taxi-tips",
                "run-1",
                new ModelPackage.Target(
                        task(classes).key(), classes, classes.size() == 2 ? classes.getLast() : "", 0.5),
                signature,
                new ModelPackage.Parts(onnx, golden, nothing, "", nothing, nothing),
                Map.of("test", Map.of("auc", 0.9)),
                List.of(),
                provenance);
    }

    private static Task task(List<String> classes) {
        return switch (classes.size()) {
            case 0 -> Task.REGRESSION;
            case 2 -> Task.BINARY;
            default -> Task.MULTICLASS;
        };
    }

    /** Predicts twice the fare. */
    public static final class TwiceTheFare implements Predictor {

        @Override
        public float[] scores(Rows rows) {
            var scores = new float[rows.size()];
            for (int row = 0; row < scores.length; row++) {
                scores[row] = (float) (2 * rows.numbers(0)[row]);
            }
            return scores;
        }

        @Override
        public void stop() {}

        @Override
        public void close() {}
    }

    /** Scores a fare of x with x in a hundred, whatever else the row says. */
    public static final class ByFare implements Predictor {

        public final AtomicInteger closed = new AtomicInteger();
        private final double factor;

        public ByFare(double factor) {
            this.factor = factor;
        }

        @Override
        public float[] scores(Rows rows) {
            if (closed.get() > 0) {
                throw new IllegalStateException("used after it was closed");
            }
            var scores = new float[rows.size() * 2];
            for (int row = 0; row < rows.size(); row++) {
                double fare = rows.numbers(0)[row];
                scores[2 * row + 1] = (float) (factor * fare / 100);
                scores[2 * row] = 1 - scores[2 * row + 1];
            }
            return scores;
        }

        @Override
        public void stop() {}

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    /** Artifacts in memory, which can be made to fail. */
    public static final class MemoryStore implements ArtifactStore {

        private final Map<Digest, byte[]> contents = new ConcurrentHashMap<>();
        public volatile boolean down;

        @Override
        public Digest put(byte[] content) {
            var digest = Fingerprint.of(content);
            contents.put(digest, content.clone());
            return digest;
        }

        /** Stores a version whose golden rows expect {@code factor}. */
        public Digest putModel(String graph, double factor) {
            var golden = new GoldenRows(
                    List.of(Arrays.asList(10.0, true, "Blue"), Arrays.asList(80.0, null, null)),
                    List.of(prediction(10 * factor), prediction(80 * factor)),
                    List.of(scores(10 * factor), scores(80 * factor)));
            var json = JsonMapper.shared();
            var onnx = put(graph.getBytes(StandardCharsets.UTF_8));
            var rows = put(json.writeValueAsBytes(golden));
            return put(json.writeValueAsBytes(manifest(onnx.hex(), rows.hex(), SIGNATURE, List.of("0", "1"))));
        }

        /** Stores a version that predicts twice the fare. */
        public Digest putNumberModel(String graph) {
            var golden =
                    new GoldenRows(List.of(Arrays.asList(10.0, true, "Blue")), List.of("20.0"), List.of(List.of(20.0)));
            var json = JsonMapper.shared();
            var onnx = put(graph.getBytes(StandardCharsets.UTF_8));
            var rows = put(json.writeValueAsBytes(golden));
            return put(json.writeValueAsBytes(manifest(onnx.hex(), rows.hex(), SIGNATURE, List.of())));
        }

        /** Stores a version with a graph of its own. */
        public Digest putGraph(byte[] graph, GoldenRows golden, List<Feature> signature, List<String> classes) {
            var json = JsonMapper.shared();
            var onnx = put(graph);
            var rows = put(json.writeValueAsBytes(golden));
            return put(json.writeValueAsBytes(manifest(onnx.hex(), rows.hex(), signature, classes)));
        }

        /** Stores a version of which one number is a column among many texts. */
        public Digest putWideModel(List<Feature> signature) {
            var json = JsonMapper.shared();
            var row = new ArrayList<@Nullable Object>(Collections.nCopies(signature.size(), null));
            row.set(0, 10.0);
            var golden = new GoldenRows(List.of(row), List.of(prediction(10)), List.of(scores(10)));
            var onnx = put("wide".getBytes(StandardCharsets.UTF_8));
            var rows = put(json.writeValueAsBytes(golden));
            return put(json.writeValueAsBytes(manifest(onnx.hex(), rows.hex(), signature, List.of("0", "1"))));
        }

        public void remove(Digest digest) {
            contents.remove(digest);
        }

        private static String prediction(double percent) {
            return percent >= 50 ? "1" : "0";
        }

        private static List<Double> scores(double percent) {
            return List.of(1 - percent / 100, percent / 100);
        }

        public void damage(Digest digest) {
            contents.get(digest)[0] ^= 1;
        }

        @Override
        public InputStream open(Digest digest) {
            if (down) {
                throw new UncheckedIOException(new IOException("the store is down"));
            }
            var content = contents.get(digest);
            if (content == null) {
                throw new ArtifactMissingException("no artifact " + digest);
            }
            return new ByteArrayInputStream(content);
        }

        @Override
        public byte[] read(Digest digest, long maxBytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Path path(Digest digest) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Draft draft() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean contains(Digest digest) {
            return contents.containsKey(digest);
        }
    }
}
