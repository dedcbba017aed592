package dev.millrace.pipelines;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers problems while a document is read, so that one does not hide the next. */
final class Problems {

    private static final int MOST = 100;

    private final List<SpecProblem> found = new ArrayList<>();

    void add(String code, int line, int column, String pointer, String message) {
        if (found.size() < MOST) {
            found.add(new SpecProblem(code, line, column, pointer, message));
        }
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            found.sort(Comparator.comparingInt(SpecProblem::line).thenComparingInt(SpecProblem::column));
            throw new SpecException(found);
        }
    }
}
