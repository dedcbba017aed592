package dev.millrace.monitoring.feedback;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@link Answers} as they are stored. Under load a record has hundreds of rows, and thousands of records are kept: as
 * nested documents they would cost the document store many times their size in memory.
 *
 * @param rows JSON, deflated (RFC 1950), base 64
 */
record PackedAnswers(
        int partition,
        long offset,
        String project,
        String model,
        int version,
        long generation,
        List<String> classes,
        String rows) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<Answer>> ROWS = new TypeReference<>() {};

    static PackedAnswers of(Answers answers) {
        return new PackedAnswers(
                answers.partition(),
                answers.offset(),
                answers.project(),
                answers.model(),
                answers.version(),
                answers.generation(),
                answers.classes(),
                pack(answers.rows()));
    }

    Answers unpacked() {
        return new Answers(partition, offset, project, model, version, generation, classes, unpack(rows));
    }

    private static String pack(List<Answer> rows) {
        var packed = new ByteArrayOutputStream();
        try (var deflating = new DeflaterOutputStream(packed)) {
            deflating.write(JSON.writeValueAsBytes(rows));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to memory", e);
        }
        return Base64.getEncoder().encodeToString(packed.toByteArray());
    }

    private static List<Answer> unpack(String rows) {
        var packed = new ByteArrayInputStream(Base64.getDecoder().decode(rows));
        try (var inflating = new InflaterInputStream(packed)) {
            return JSON.readValue(inflating, ROWS);
        } catch (IOException e) {
            throw new UncheckedIOException("rows that were stored cannot be read", e);
        }
    }
}
