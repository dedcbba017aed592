package dev.millrace.pipelines;

import java.util.List;

/** A piece of a document with its place; scalars stay text until somebody knows what they are meant to be. */
sealed interface Node {

    int line();

    int column();

    /** @param plain written without quotes, so that YAML might take it for something else than text */
    record Scalar(String text, boolean plain, int line, int column) implements Node {}

    record Sequence(List<Node> items, int line, int column) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    record Mapping(List<Entry> entries, int line, int column) implements Node {
        public Mapping {
            entries = List.copyOf(entries);
        }
    }

    /** One key of a mapping. */
    record Entry(Scalar key, Node value) {}
}
