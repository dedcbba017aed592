package dev.millrace.ingestion.dataset;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * The aggregate: which contents a dataset has, and which types its columns got when they first had values.
 *
 * @param versions by the digest of their content
 * @param columns with established types
 */
public record DatasetState(
        long lastVersion, Map<String, VersionRef> versions, List<Column> columns, Instant changedAt) {

    public DatasetState {
        versions = Map.copyOf(versions);
        columns = List.copyOf(columns);
    }

    /**
     * Where a version's record lies.
     *
     * @param number counts up from 1
     * @param record id of the record within the dataset
     * @param mode in which it arrived
     */
    public record VersionRef(long number, String record, Mode mode) {}

    /** Whether bringing the known content again changes nothing: as a snapshot, only where it is all that counts already. */
    boolean repeats(String digest, Mode mode) {
        var known = versions.get(digest);
        return switch (mode) {
            case APPEND -> known != null;
            case SNAPSHOT ->
                known != null && known.number() == lastVersion && (known.mode() == Mode.SNAPSHOT || lastVersion == 1);
        };
    }

    Map<String, ColumnType> established() {
        var types = new HashMap<String, ColumnType>();
        columns.forEach(column -> types.put(column.name(), column.type()));
        return types;
    }

    /** With one more version. */
    DatasetState plus(String digest, String record, Mode mode, List<Column> withValues, Instant now) {
        var more = new HashMap<>(versions);
        more.put(digest, new VersionRef(lastVersion + 1, record, mode));
        var known = new HashSet<String>();
        columns.forEach(column -> known.add(column.name()));
        var all = new ArrayList<>(columns);
        withValues.stream().filter(column -> known.add(column.name())).forEach(all::add);
        return new DatasetState(lastVersion + 1, more, all, now);
    }
}
