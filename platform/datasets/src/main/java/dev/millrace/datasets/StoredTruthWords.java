package dev.millrace.datasets;

import dev.millrace.values.TruthWords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The words in which the truth values of a column were written, as key-value metadata of the Parquet file that has the column:
 * {@code millrace.truth.churn} with the value {@code Yes}. Nothing is said of columns that were written plainly.
 */
final class StoredTruthWords {

    private static final String KEY = "millrace.truth.";

    private StoredTruthWords() {}

    /** The option of {@code COPY} that stores them, behind others; empty where there are none. */
    static String metadata(List<String> names, Map<String, TruthWords> words) {
        var stored = StoredNames.of(names);
        var pairs = new ArrayList<String>();
        for (int i = 0; i < names.size(); i++) {
            var of = words.getOrDefault(names.get(i), TruthWords.TRUE_FALSE);
            if (of != TruthWords.TRUE_FALSE) {
                pairs.add(Sql.identifier(KEY + stored.get(i)) + ": " + Sql.literal(of.word(true)));
            }
        }
        return pairs.isEmpty() ? "" : ", KV_METADATA {" + String.join(", ", pairs) + "}";
    }

    /** What the last of the files says that says something. */
    static Optional<TruthWords> of(String column, List<Path> files, DatasetSession session) {
        var byFile = new HashMap<String, TruthWords>();
        session.query(
                "SELECT file_name, decode(key), decode(value) FROM parquet_kv_metadata(" + Sql.files(files)
                        + ") WHERE starts_with(decode(key), ?)",
                row -> {
                    var stored = row.getString(2).substring(KEY.length());
                    if (StoredNames.name(stored).equals(column)) {
                        var file = row.getString(1);
                        TruthWords.with(row.getString(3)).ifPresent(words -> byFile.put(file, words));
                    }
                },
                KEY);
        return files.reversed().stream()
                .flatMap(file -> Optional.ofNullable(byFile.get(file.toString())).stream())
                .findFirst();
    }
}
