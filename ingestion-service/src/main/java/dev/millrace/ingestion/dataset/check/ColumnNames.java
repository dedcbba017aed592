package dev.millrace.ingestion.dataset.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which names columns may have: not empty, and different from one another. */
final class ColumnNames {

    private ColumnNames() {}

    static void check(List<String> names, Findings findings) {
        Map<String, Integer> positions = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            var name = names.get(i);
            if (name.isBlank()) {
                findings.add(Finding.of("HEADER_EMPTY", "A column has no name")
                        .at(0, 1, 0)
                        .in(String.valueOf(i + 1)));
                continue;
            }
            var same = positions.putIfAbsent(name, i);
            if (same != null) {
                findings.add(Finding.of(
                                "HEADER_DUPLICATE",
                                "Columns " + (same + 1) + " and " + (i + 1)
                                        + " have one name: the first line names the columns, each differently")
                        .at(0, 1, 0)
                        .in(name));
            }
        }
    }
}
