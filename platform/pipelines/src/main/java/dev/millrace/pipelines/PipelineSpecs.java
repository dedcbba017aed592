package dev.millrace.pipelines;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The one way from text to a specification and back. YAML and JSON are read alike; the canonical form is JSON with every
 * default written out, so that equal digests mean equal pipelines.
 */
public final class PipelineSpecs {

    /** Larger documents are refused before they are read. */
    public static final int LARGEST_BYTES = 256 * 1024;

    static final String API_VERSION = "millrace/v1";
    static final String KIND = "Pipeline";

    private static final int AT_MOST = 100;

    /** Specifications lately read from their canonical form, which each decision about a pipeline asks for. */
    private static final Map<String, PipelineSpec> LATELY = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PipelineSpec> eldest) {
            return size() > AT_MOST;
        }
    };

    private PipelineSpecs() {}

    /**
     * Reads and checks a document.
     *
     * @param seeds asked for a seed where the document names none
     * @throws SpecException with everything that is wrong
     */
    public static PipelineSpec parse(String text, LongSupplier seeds) {
        return parse(text, seeds, true);
    }

    private static PipelineSpec parse(String text, LongSupplier seeds, boolean isNew) {
        var root = read(text);
        var problems = new Problems();
        var spec = document(Place.root(root, problems), problems, seeds, isNew);
        problems.throwIfAny();
        return spec;
    }

    /** Any document of Millrace's, before it is known what it means. */
    static Node read(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > LARGEST_BYTES) {
            throw new SpecException(List.of(
                    new SpecProblem("SPEC_TOO_LARGE", 1, 1, "", "At most " + LARGEST_BYTES + " bytes are accepted.")));
        }
        Secrets.refuse(text);
        var root = YamlReader.read(text);
        Secrets.refuse(root);
        return root;
    }

    /** The document as JSON, with defaults, in one stable form. */
    public static String toCanonicalJson(PipelineSpec spec) {
        return CanonicalJson.write(SpecJson.document(spec));
    }

    /** Reads what {@link #toCanonicalJson} wrote. */
    public static PipelineSpec fromCanonicalJson(String json) {
        synchronized (LATELY) {
            return LATELY.computeIfAbsent(
                    json,
                    absent -> parse(
                            absent,
                            () -> {
                                throw new IllegalArgumentException("a canonical specification has a seed");
                            },
                            false));
        }
    }

    /** SHA-256 of the canonical form, lower-case hexadecimal. */
    public static String digest(PipelineSpec spec) {
        return sha256(toCanonicalJson(spec));
    }

    /** The same of what a model follows from besides its rows: two specifications with equal ones learn the same from the same. */
    public static String learningDigest(PipelineSpec spec) {
        return sha256(CanonicalJson.write(SpecJson.learning(spec)));
    }

    static String sha256(String canonical) {
        try {
            byte[] bytes = canonical.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** @param isNew whether it is checked for tasks too; specifications that were taken before that check are still read */
    private static PipelineSpec document(Place root, Problems problems, LongSupplier seeds, boolean isNew) {
        var fields = header(
                root,
                problems,
                KIND,
                "data",
                "features",
                "train",
                "gates",
                "approval",
                "serving",
                "monitor",
                "retrain",
                "retention");
        var name = DataSection.name(fields.at("name").required());
        var data = new DataSection(seeds).read(fields.at("data"));
        var features = FeaturesSection.read(fields.at("features"), data);
        var train = TrainSection.read(fields.at("train"));
        var gates = new GatesSection(data).read(fields.at("gates"));
        if (isNew) {
            TaskCheck.check(root, data, train, gates);
        }
        return new PipelineSpec(
                name,
                data.with(features),
                train,
                gates,
                OperationSections.approval(fields.at("approval")),
                OperationSections.serving(fields.at("serving")),
                OperationSections.monitor(fields.at("monitor"), data, isNew),
                OperationSections.retrain(fields.at("retrain")),
                OperationSections.retention(fields.at("retention")));
    }

    /** The fields of a document, whose version and kind are checked. */
    static Fields header(Place root, Problems problems, String expected, String... known) {
        root.field("apiVersion").ifPresent(version -> version(version, problems));
        var fields = root.fields(Stream.concat(Stream.of("apiVersion", "kind", "name"), Stream.of(known))
                .toArray(String[]::new));
        fields.at("apiVersion").required();
        var kind = fields.at("kind").required();
        if (kind.present() && !kind.text(expected).equals(expected)) {
            kind.problem(
                    "UNKNOWN_VALUE",
                    "kind: %s is expected here; there are %s and %s.".formatted(expected, KIND, AlertRouteSpecs.KIND));
        }
        return fields;
    }

    /** What another version's fields mean is not known, so nothing else is reported about it. */
    private static void version(Place place, Problems problems) {
        if (!place.text(API_VERSION).equals(API_VERSION)) {
            place.problem("SPEC_VERSION", "Supported: " + API_VERSION + ".");
            problems.throwIfAny();
        }
    }
}
