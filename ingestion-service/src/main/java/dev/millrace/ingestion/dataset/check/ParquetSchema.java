package dev.millrace.ingestion.dataset.check;

import dev.millrace.datasets.DatasetSession;
import dev.millrace.datasets.Sql;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The tree of a Parquet file's schema. */
public final class ParquetSchema {

    private ParquetSchema() {}

    /** A node, in the order of the file: depth first, each with the number of its children. */
    record Element(String name, int children, String repetition) {

        boolean isRepeated() {
            return repetition.equals("REPEATED");
        }
    }

    /**
     * A column.
     *
     * @param name those of its groups and its own, with dots between them
     * @param expression that reads it
     */
    public record Leaf(String name, String expression) {}

    /** Columns of a file whose check found nothing wrong. */
    public static List<Leaf> leaves(Path file, DatasetSession session) {
        return leaves(elements(file, session));
    }

    static List<Element> elements(Path file, DatasetSession session) {
        var elements = new ArrayList<Element>();
        session.query(
                "SELECT name, coalesce(num_children, 0), coalesce(repetition_type, '') FROM parquet_schema("
                        + Sql.literal(file.toString()) + ")",
                row -> elements.add(new Element(row.getString(1), row.getInt(2), row.getString(3))));
        return elements;
    }

    static List<Leaf> leaves(List<Element> elements) {
        var leaves = new ArrayList<Leaf>();
        int at = 1;
        while (at < elements.size()) {
            at = collect(elements, at, "", "", leaves);
        }
        return leaves;
    }

    private static int collect(List<Element> elements, int at, String name, String expression, List<Leaf> leaves) {
        var element = elements.get(at);
        var named = name + element.name();
        var reads = expression + Sql.identifier(element.name());
        int next = at + 1;
        if (element.children() == 0) {
            leaves.add(new Leaf(named, reads));
        }
        for (int child = 0; child < element.children() && next < elements.size(); child++) {
            next = collect(elements, next, named + ".", reads + ".", leaves);
        }
        return next;
    }
}
