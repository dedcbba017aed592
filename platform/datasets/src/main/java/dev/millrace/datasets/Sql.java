package dev.millrace.datasets;

import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;

/** The only way in which names and paths get into a statement; values are parameters. */
public final class Sql {

    private Sql() {}

    /** A column or table name, quoted; any text is safe. */
    public static String identifier(String name) {
        if (name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a name must not have NUL characters");
        }
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A text value, quoted, for the places of DuckDB's grammar that take no parameters. */
    public static String literal(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a literal must not have NUL characters");
        }
        return "'" + text.replace("'", "''") + "'";
    }

    /** The rows of Parquet files one after the other, columns matched by name: which a single file is not asked to pay for. */
    static String union(Collection<Path> files) {
        return "read_parquet(" + files(files) + (files.size() == 1 ? ")" : ", union_by_name = true)");
    }

    /** A list of files, as table functions take it. */
    public static String files(Collection<Path> files) {
        return files.stream().map(file -> literal(file.toString())).collect(Collectors.joining(", ", "[", "]"));
    }
}
