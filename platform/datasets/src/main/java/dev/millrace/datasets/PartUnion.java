package dev.millrace.datasets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The query for the rows of several files one after the other. DuckDB matches columns by stored name; files in which one
 * stored name stands for different columns, such as Age in one and age in the next, are read in separate groups.
 */
final class PartUnion {

    private final List<Group> groups = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();

    private PartUnion() {}

    static String query(List<Path> files, DatasetSession session) {
        if (files.size() == 1) {
            return "SELECT * FROM " + Sql.union(files);
        }
        var stored = storedNames(files, session);
        var union = new PartUnion();
        files.forEach(file -> union.add(file, stored.getOrDefault(file.toString(), List.of())));
        return union.query();
    }

    private static Map<String, List<String>> storedNames(List<Path> files, DatasetSession session) {
        Map<String, List<String>> names = new HashMap<>();
        session.query(
                "SELECT DISTINCT file_name, name, column_id FROM parquet_schema(" + Sql.files(files)
                        + ") WHERE coalesce(num_children, 0) = 0 ORDER BY column_id",
                row -> names.computeIfAbsent(row.getString(1), file -> new ArrayList<>())
                        .add(row.getString(2)));
        return names;
    }

    private void add(Path file, List<String> stored) {
        if (groups.isEmpty() || !groups.getLast().agrees(stored)) {
            groups.add(new Group());
        }
        groups.getLast().add(file, stored);
        stored.forEach(name -> names.add(StoredNames.name(name)));
    }

    private String query() {
        if (groups.size() == 1) {
            return "SELECT * FROM " + Sql.union(groups.getFirst().files);
        }
        var shown = new HashMap<String, String>();
        var all = List.copyOf(names);
        var stored = StoredNames.of(all);
        for (int i = 0; i < all.size(); i++) {
            shown.put(all.get(i), stored.get(i));
        }
        return groups.stream().map(group -> group.query(shown)).collect(Collectors.joining(" UNION ALL BY NAME "));
    }

    /** Files in which each stored name stands for the same column. */
    private static final class Group {

        private final List<Path> files = new ArrayList<>();
        private final Map<String, String> stored = new LinkedHashMap<>();
        private final Map<String, String> storedByName = new HashMap<>();

        boolean agrees(List<String> others) {
            return others.stream().allMatch(other -> {
                var name = StoredNames.name(other);
                var folded = StoredNames.folded(other);
                return StoredNames.name(stored.getOrDefault(folded, other)).equals(name)
                        && storedByName.getOrDefault(name, folded).equals(folded);
            });
        }

        void add(Path file, List<String> others) {
            files.add(file);
            for (String other : others) {
                stored.putIfAbsent(StoredNames.folded(other), other);
                storedByName.put(StoredNames.name(other), StoredNames.folded(other));
            }
        }

        /** @param shown what each column is called in the whole */
        String query(Map<String, String> shown) {
            var selected = stored.values().stream()
                    .map(each -> {
                        var name = StoredNames.name(each);
                        return Sql.identifier(each) + " AS " + Sql.identifier(shown.getOrDefault(name, name));
                    })
                    .collect(Collectors.joining(", "));
            return "SELECT " + selected + " FROM " + Sql.union(files);
        }
    }
}
