package dev.millrace.local.demo;

import java.util.ArrayList;
import java.util.List;

/** Small changes to rows of text. */
final class Rows {

    private Rows() {}

    /** The row with one value replaced. */
    static List<String> with(List<String> row, int index, String value) {
        var changed = new ArrayList<>(row);
        changed.set(index, value);
        return changed;
    }
}
