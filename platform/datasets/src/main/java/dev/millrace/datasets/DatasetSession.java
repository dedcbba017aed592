package dev.millrace.datasets;

import dev.millrace.values.TruthWords;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBConnection;

/** One reader's connection. The dataset is the view {@code data}; not for several threads at once. */
public final class DatasetSession implements AutoCloseable {

    private final DuckDBConnection connection;
    private final Map<String, String> identifiers = new HashMap<>();
    private List<Path> files = List.of();

    DatasetSession(DuckDBConnection connection) {
        this.connection = connection;
    }

    void show(List<Path> shown) {
        files = List.copyOf(shown);
        execute("CREATE TEMP VIEW data AS " + PartUnion.query(files, this));
    }

    /** For plain JDBC. */
    public Connection connection() {
        return connection;
    }

    /** Columns of {@code data}, in order. */
    public List<Column> columns() {
        var columns = new ArrayList<Column>();
        query(
                "DESCRIBE data",
                row -> columns.add(new Column(
                        StoredNames.name(row.getString("column_name")),
                        ColumnType.ofSql(row.getString("column_type")))));
        return List.copyOf(columns);
    }

    /** What a column of {@code data} is called in SQL, which is not its name where another differs from it only by case. */
    public String identifier(String column) {
        if (identifiers.isEmpty()) {
            query("DESCRIBE data", row -> {
                var stored = row.getString("column_name");
                identifiers.put(StoredNames.name(stored), Sql.identifier(stored));
            });
        }
        var identifier = identifiers.get(column);
        if (identifier == null) {
            throw new IllegalArgumentException("no column " + column);
        }
        return identifier;
    }

    /** The words in which a column of truth values was written, as the newest of the parts says that was not written plainly. */
    public Optional<TruthWords> truthWords(String column) {
        return files.isEmpty() ? Optional.empty() : StoredTruthWords.of(column, files, this);
    }

    /** Runs a statement that has no result. */
    public void execute(String sql, Object... parameters) {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.execute();
        } catch (SQLException failure) {
            throw DatasetException.of("statement failed", failure);
        }
    }

    /** Writes the rows of a query to a Parquet file. */
    public void write(String query, Path target) {
        write(query, "", target);
    }

    /**
     * Writes rows to a Parquet file.
     *
     * @param names of their columns, all of them different
     * @param words in which columns of truth values were written, by name; what is written plainly may be left out
     */
    public void write(RowSource source, List<String> names, Map<String, TruthWords> words, Path target) {
        var stored = StoredNames.of(names);
        var selected = IntStream.range(0, stored.size())
                .mapToObj(i -> "c" + i + " AS " + Sql.identifier(stored.get(i)))
                .collect(Collectors.joining(", "));
        var rows = new ArrowRows(source);
        try (rows) {
            show(rows);
            var metadata = StoredTruthWords.metadata(names, words);
            write("SELECT " + selected + " FROM given_rows", metadata, target);
        } catch (DatasetException failed) {
            rows.rethrow();
            throw failed;
        }
    }

    private void write(String query, String metadata, Path target) {
        execute("COPY (" + query + ") TO " + Sql.literal(target.toString()) + " (FORMAT parquet, COMPRESSION zstd"
                + metadata + ")");
    }

    private void show(ArrowRows rows) {
        try {
            connection.registerArrowStream("given_rows", rows);
        } catch (RuntimeException failed) {
            throw failed.getCause() instanceof SQLException failure
                    ? DatasetException.of("rows cannot be read", failure)
                    : failed;
        }
    }

    /** Gives each row to the reader. */
    public void query(String sql, RowReader reader, Object... parameters) {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        } catch (SQLException failure) {
            throw DatasetException.of("query failed", failure);
        }
    }

    /** The whole result, column by column, without an object per number. Results other than our types must be cast. */
    public List<ColumnData> readColumns(String sql) {
        try (var statement = connection.prepare(sql);
                var result = statement.query()) {
            var columns = statement.getMetaData();
            var readers = new ArrayList<ColumnReader>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                readers.add(new ColumnReader(StoredNames.name(columns.getColumnName(i)), columns.getColumnTypeName(i)));
            }
            while (result.nextChunk()) {
                var chunk = result.chunk();
                for (int i = 0; i < readers.size(); i++) {
                    readers.get(i).append(chunk.vector(i), Math.toIntExact(chunk.rowCount()));
                }
            }
            return readers.stream().map(ColumnReader::finish).toList();
        } catch (SQLException failure) {
            throw DatasetException.of("query failed", failure);
        }
    }

    /** Gives the result to the reader chunk by chunk, without holding more of it in memory than one. */
    public void stream(String sql, Chunk.Reader reader) {
        try (var statement = connection.prepare(sql);
                var result = statement.query()) {
            var columns = statement.getMetaData();
            var types = new ArrayList<String>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                types.add(columns.getColumnTypeName(i));
            }
            while (result.nextChunk()) {
                var chunk = result.chunk();
                var vectors =
                        IntStream.range(0, types.size()).mapToObj(chunk::vector).toList();
                reader.read(new Chunk(Math.toIntExact(chunk.rowCount()), vectors, types));
            }
        } catch (SQLException failure) {
            throw DatasetException.of("query failed", failure);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new DatasetException("could not close a session", failure);
        }
    }

    /** Takes one row. */
    @FunctionalInterface
    public interface RowReader {
        void read(ResultSet row) throws SQLException;
    }
}
