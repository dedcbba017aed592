package dev.millrace.web;

import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as Millrace reads it: no unknown fields, no duplicate keys, bounded depth and numbers. */
public final class StrictJson {

    /** Levels of nesting. */
    public static final int MAX_DEPTH = 64;

    /** Digits of a number. */
    public static final int MAX_NUMBER = 100;

    private StrictJson() {}

    /** For whoever reads JSON outside a controller. */
    public static JsonMapper mapper() {
        var builder = JsonMapper.builder(factory());
        strict(builder);
        return builder.build();
    }

    /** The bounds alone, for streaming. */
    public static JsonFactory factory() {
        var builder = JsonFactory.builder();
        bounded(builder);
        return builder.build();
    }

    static void bounded(JsonFactoryBuilder builder) {
        builder.streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(MAX_NUMBER)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    }

    static void strict(JsonMapper.Builder builder) {
        builder.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class);
    }
}
