package dev.millrace.models;

import dev.millrace.artifacts.ArtifactMissingException;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Packages in the artifact store. Written in one form only, so equal packages have equal digests. Of a manifest, fields
 * that are not known here are passed over; whatever it must have is checked, because it may come from outside.
 */
public final class ModelPackages {

    public static final int FORMAT = 2;

    private static final int OLDEST_FORMAT = 1;
    private static final long MAX_MANIFEST_BYTES = 4L * 1024 * 1024;
    private static final long MAX_PART_BYTES = 32L * 1024 * 1024;
    private static final long MAX_GRAPH_BYTES = 256L * 1024 * 1024;

    /** What a later release or another program says besides is passed over, in the manifest and in its parts. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /** A baseline may lack its last part; what else it must have its own records check. */
    private static final JsonMapper OPTIONAL_PARTS = JSON.rebuild()
            .disable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private final ArtifactStore store;

    public ModelPackages(ArtifactStore store) {
        this.store = store;
    }

    public Digest write(ModelPackage manifest) {
        return store.put(JSON.writeValueAsBytes(manifest));
    }

    public Digest write(GoldenRows golden) {
        return store.put(JSON.writeValueAsBytes(golden));
    }

    public Digest write(Baseline baseline) {
        return store.put(JSON.writeValueAsBytes(baseline));
    }

    /** The artifact's digest as the manifest has it: empty where there are none. */
    public String write(List<SliceBaseline> slices) {
        return slices.isEmpty() ? "" : store.put(JSON.writeValueAsBytes(slices)).hex();
    }

    public Digest write(LearnedRows rows) {
        return store.put(JSON.writeValueAsBytes(rows));
    }

    /** Metrics by name, by {@code column=value}. */
    public Digest write(Map<String, Map<String, Double>> slices) {
        return store.put(JSON.writeValueAsBytes(slices));
    }

    /** @throws ModelRefusedException when it is not a package of this format */
    public ModelPackage read(Digest digest) {
        return manifest(store.read(digest, MAX_MANIFEST_BYTES));
    }

    /** As {@link #read}, for whoever keeps packages elsewhere. */
    public static ModelPackage manifest(byte[] content) {
        try {
            var json = JSON.readTree(content);
            int format = json.path("format").asInt(0);
            if (!json.path("format").isInt()) {
                throw new ModelRefusedException("PACKAGE_MALFORMED", "no format is named");
            }
            if (format < OLDEST_FORMAT || format > FORMAT) {
                throw new ModelRefusedException("FORMAT_UNSUPPORTED", "package format " + format);
            }
            if (json instanceof ObjectNode old) {
                complete(old, format);
            }
            return JSON.treeToValue(json, ModelPackage.class);
        } catch (JacksonException malformed) {
            throw new ModelRefusedException("PACKAGE_MALFORMED", malformed.getOriginalMessage());
        }
    }

    /** What earlier releases did not say, because it could only be so. */
    private static void complete(ObjectNode old, int format) {
        for (var part : List.of("sliceBaselines", "learnedRows")) {
            if (!old.has(part)) {
                old.put(part, "");
            }
        }
        if (format > OLDEST_FORMAT) {
            return;
        }
        old.put(
                "positive",
                old.path("classes").size() == 2 ? old.path("classes").path(1).asString("") : "");
        old.putArray("confusion");
        for (var feature : old.path("signature")) {
            if (feature instanceof ObjectNode known) {
                known.put("input", feature.path("name").asString(""));
            }
        }
    }

    /**
     * The package itself and everything that it consists of, by their digests; of a package that cannot be read, the package
     * alone.
     */
    public List<String> artifacts(String digest) {
        if (!Digest.isOne(digest)) {
            return List.of();
        }
        try {
            var manifest = read(new Digest(digest));
            var specification = manifest.provenance().recipe().specDigest();
            return Stream.concat(
                            Stream.of(digest, specification).filter(Digest::isOne),
                            manifest.parts().digests())
                    .toList();
        } catch (ArtifactMissingException | ModelRefusedException unreadable) {
            return List.of(digest);
        }
    }

    public GoldenRows goldenRows(ModelPackage manifest) {
        return parse(new Digest(manifest.parts().goldenRows()), MAX_PART_BYTES, new TypeReference<>() {});
    }

    /** As {@link #goldenRows(ModelPackage)}, for whoever keeps packages elsewhere. */
    public static GoldenRows goldenRows(byte[] content) {
        return parse(content, new TypeReference<>() {});
    }

    /** @throws ModelRefusedException also where the predictions are not in it, because they are always watched */
    public Baseline baseline(ModelPackage manifest) {
        Baseline baseline = parse(
                OPTIONAL_PARTS,
                store.read(new Digest(manifest.parts().baseline()), MAX_PART_BYTES),
                new TypeReference<>() {});
        boolean predictions = !baseline.columns().isEmpty()
                && Baseline.isPrediction(baseline.columns().getLast().name());
        if (!predictions) {
            throw new ModelRefusedException(
                    "PACKAGE_MALFORMED", "the baseline's last column is not called " + Baseline.PREDICTION);
        }
        return baseline;
    }

    /**
     * The slices that are watched, in the bins of the whole.
     *
     * @throws ModelRefusedException also where one does not fit the whole
     */
    public List<SliceBaseline> sliceBaselines(ModelPackage manifest, Baseline whole) {
        if (manifest.parts().sliceBaselines().isEmpty()) {
            return List.of();
        }
        List<SliceBaseline> slices =
                parse(new Digest(manifest.parts().sliceBaselines()), MAX_PART_BYTES, new TypeReference<>() {});
        long bins = whole.columns().stream()
                .mapToLong(column -> column.counts().size())
                .sum();
        if (slices.size() > SliceBaseline.MOST || slices.size() * bins > SliceBaseline.MOST_BINS) {
            throw new ModelRefusedException("PACKAGE_MALFORMED", "more slices than can be watched");
        }
        try {
            slices.forEach(slice -> {
                slice.place(whole);
                slice.in(whole);
            });
            return slices;
        } catch (IllegalArgumentException unfit) {
            throw new ModelRefusedException("PACKAGE_MALFORMED", String.valueOf(unfit.getMessage()));
        }
    }

    /** Which rows the model was made of; empty where that is not known. */
    public Optional<LearnedRows> learnedRows(ModelPackage manifest) {
        var digest = manifest.parts().learnedRows();
        return digest.isEmpty()
                ? Optional.empty()
                : Optional.of(parse(new Digest(digest), MAX_PART_BYTES, new TypeReference<>() {}));
    }

    public Map<String, Map<String, Double>> sliceMetrics(Digest digest) {
        return parse(digest, MAX_PART_BYTES, new TypeReference<LinkedHashMap<String, Map<String, Double>>>() {});
    }

    /** Loads the model itself; the bytes are checked against the digest. */
    public OnnxPredictor predictor(ModelPackage manifest) {
        return OnnxPredictor.load(store.read(new Digest(manifest.parts().onnx()), MAX_GRAPH_BYTES), manifest);
    }

    private <T> T parse(Digest digest, long maxBytes, TypeReference<T> type) {
        return parse(store.read(digest, maxBytes), type);
    }

    private static <T> T parse(byte[] content, TypeReference<T> type) {
        return parse(JSON, content, type);
    }

    private static <T> T parse(JsonMapper mapper, byte[] content, TypeReference<T> type) {
        try {
            return mapper.readValue(content, type);
        } catch (JacksonException malformed) {
            throw new ModelRefusedException("PACKAGE_MALFORMED", malformed.getOriginalMessage());
        }
    }
}
