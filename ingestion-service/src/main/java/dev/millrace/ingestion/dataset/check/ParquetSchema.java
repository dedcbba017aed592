package dev.millrace.ingestion.dataset.check;

import dev.millrace.datasets.DatasetSession;
import dev.millrace.datasets.Sql;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The tree of a Parquet file's schema. Columns are addressed by their place in it, because the engine cannot tell all names
 * apart.
 *
 * @param elements in the order of the file: depth first, each with the number of its children
 */
public record ParquetSchema(List<Element> elements) {

    public ParquetSchema {
        elements = List.copyOf(elements);
    }

    /**
     * A node.
     *
     * @param digits of a decimal, 0 for all others
     */
    record Element(String name, int children, String repetition, int digits) {

        boolean isRepeated() {
            return repetition.equals("REPEATED");
        }
    }

    /**
     * A column.
     *
     * @param name those of its groups and its own, with dots between them
     * @param expression that reads it from {@link ParquetSchema#source}
     * @param digits of a decimal, 0 for all others
     */
    public record Leaf(String name, String expression, int digits) {}

    /** Of a file whose footer can be read. */
    public static ParquetSchema of(Path file, DatasetSession session) {
        var elements = new ArrayList<Element>();
        session.query(
                "SELECT name, coalesce(num_children, 0), coalesce(repetition_type, ''),"
                        + " coalesce(precision, 0) FROM parquet_schema("
                        + Sql.literal(file.toString()) + ")",
                row -> elements.add(new Element(row.getString(1), row.getInt(2), row.getString(3), row.getInt(4))));
        return new ParquetSchema(elements);
    }

    /** In SQL, what reads the file. */
    public String source(Path file) {
        int count = elements.getFirst().children();
        var names = IntStream.range(0, count).mapToObj(ParquetSchema::top).collect(Collectors.joining(", "));
        return "read_parquet(" + Sql.literal(file.toString()) + ") AS file(" + names + ")";
    }

    /** The columns, in order. */
    public List<Leaf> leaves() {
        var leaves = new ArrayList<Leaf>();
        int at = 1;
        for (int place = 0; at < elements.size(); place++) {
            at = collect(at, "", top(place), leaves);
        }
        return leaves;
    }

    /** Whether a node is a list or a map, which are written as a group around something repeated. */
    boolean isList(int at) {
        var element = elements.get(at);
        return element.isRepeated()
                || (element.children() > 0
                        && at + 1 < elements.size()
                        && elements.get(at + 1).isRepeated());
    }

    /** Where what a node consists of ends. */
    int behind(int at) {
        int next = at + 1;
        for (int child = 0; child < elements.get(at).children() && next < elements.size(); child++) {
            next = behind(next);
        }
        return next;
    }

    private static String top(int place) {
        return "top" + place;
    }

    private int collect(int at, String name, String expression, List<Leaf> leaves) {
        var element = elements.get(at);
        var named = name + element.name();
        int next = at + 1;
        if (element.children() == 0) {
            leaves.add(new Leaf(named, expression, element.digits()));
        }
        for (int child = 1; child <= element.children() && next < elements.size(); child++) {
            next = collect(next, named + ".", "struct_extract_at(" + expression + ", " + child + ")", leaves);
        }
        return next;
    }
}
