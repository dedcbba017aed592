package dev.millrace.pipelines.web;

import dev.millrace.pipelines.PipelineSpecs;
import dev.millrace.pipelines.SpecProblem;
import dev.millrace.web.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.springframework.core.io.InputStreamSource;
import org.springframework.http.HttpStatus;

/** Reads specifications from requests, and says what is wrong with them. */
public final class SpecRequests {

    private static final Set<String> UNREADABLE = Set.of("BODY_EMPTY", "UNKNOWN_FIELD", "MISSING_FIELD", "TYPE");
    private static final String TOO_LARGE = "SPEC_TOO_LARGE";

    private SpecRequests() {}

    /**
     * The text of a body, of which no more is read than a specification may have.
     *
     * @throws Problem if it is larger, or not UTF-8
     */
    public static String text(InputStreamSource body) throws IOException {
        try (var stream = body.getInputStream()) {
            var bytes = stream.readNBytes(PipelineSpecs.LARGEST_BYTES + 1);
            if (bytes.length > PipelineSpecs.LARGEST_BYTES) {
                throw new Problem(HttpStatus.CONTENT_TOO_LARGE, TOO_LARGE, "The specification is larger than allowed")
                        .with("limit", PipelineSpecs.LARGEST_BYTES);
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Problem(HttpStatus.BAD_REQUEST, "ENCODING", "The specification is not UTF-8");
        }
    }

    /** All that is wrong with a specification, with the code and the place of the first of it. */
    public static Problem faulty(List<SpecProblem> problems) {
        var first = problems.getFirst();
        return new Problem(status(first.code()), first.code(), first.message())
                .with("pointer", first.pointer())
                .with("line", first.line())
                .with("column", first.column())
                .with("problems", problems);
    }

    private static HttpStatus status(String code) {
        if (code.equals(TOO_LARGE)) {
            return HttpStatus.CONTENT_TOO_LARGE;
        }
        return code.startsWith("YAML_") || UNREADABLE.contains(code)
                ? HttpStatus.BAD_REQUEST
                : HttpStatus.UNPROCESSABLE_CONTENT;
    }
}
