package dev.millrace.datasets;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps lists of columns small enough for events and documents: one whose names are long is stored as an artifact, a JSON array
 * of {@code {"name", "type"}}, and named by its digest.
 */
public final class ColumnLists {

    private static final int LONGEST_NAMES = 16 << 10;
    private static final long LARGEST_ARTIFACT = 8 << 20;

    private final ArtifactStore artifacts;
    private final JsonMapper json = JsonMapper.builder().build();

    public ColumnLists(ArtifactStore artifacts) {
        this.artifacts = artifacts;
    }

    /** The list as it is carried. */
    public ColumnList carried(List<Column> columns) {
        int bytes = columns.stream()
                .mapToInt(column -> column.name().getBytes(UTF_8).length)
                .sum();
        return bytes <= LONGEST_NAMES
                ? new ColumnList(columns, null)
                : new ColumnList(
                        List.of(),
                        artifacts.put(json.writeValueAsBytes(columns)).hex());
    }

    /**
     * The columns themselves.
     *
     * @throws dev.millrace.artifacts.ArtifactMissingException where the artifact is missing or damaged
     * @throws IllegalArgumentException where the artifact holds something else
     */
    public List<Column> columns(ColumnList list) {
        var digest = list.digest();
        if (digest == null) {
            return list.columns();
        }
        var content = artifacts.read(new Digest(digest), LARGEST_ARTIFACT);
        try {
            return List.of(json.readValue(content, Column[].class));
        } catch (JacksonException unreadable) {
            throw new IllegalArgumentException("artifact " + digest + " is no list of columns", unreadable);
        }
    }
}
