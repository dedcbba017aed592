package dev.millrace.datasets;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of columns as they stand in Parquet files. DuckDB does not tell {@code Age} from {@code age}, so a name that differs from
 * an earlier one only by case is stored with a mark and a number behind it. All others are stored as they are.
 */
public final class StoredNames {

    private static final char MARK = '\u001f';
    private static final Pattern MARKED = Pattern.compile(MARK + "\\d+$");

    private StoredNames() {}

    /** What columns with these names, all of them different, are called in a file. */
    public static List<String> of(List<String> names) {
        Set<String> taken = new HashSet<>();
        var stored = new ArrayList<String>();
        for (String name : names) {
            stored.add(taken.add(folded(name)) && !isMarked(name) ? name : marked(name, taken));
        }
        return List.copyOf(stored);
    }

    /** The name of a column that is called so in a file. */
    public static String name(String stored) {
        return stored.indexOf(MARK) < 0 ? stored : MARKED.matcher(stored).replaceFirst("");
    }

    /** The same for names that DuckDB takes for one. */
    static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static boolean isMarked(String name) {
        return name.indexOf(MARK) >= 0 && MARKED.matcher(name).find();
    }

    private static String marked(String name, Set<String> taken) {
        int number = 1;
        while (!taken.add(folded(name) + MARK + number)) {
            number++;
        }
        return name + MARK + number;
    }
}
