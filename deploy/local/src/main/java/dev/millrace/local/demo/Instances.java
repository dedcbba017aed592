package dev.millrace.local.demo;

import dev.millrace.pipelines.PipelineSpec;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns rows of text into what serving is asked: without label and excluded columns, numbers as numbers. */
final class Instances {

    private final List<String> columns;
    private final Set<String> hidden;

    Instances(List<String> columns, PipelineSpec spec) {
        this.columns = List.copyOf(columns);
        hidden = new HashSet<>(spec.data().exclude());
        hidden.add(spec.data().label());
    }

    Map<String, @Nullable Object> of(List<String> row) {
        Map<String, @Nullable Object> instance = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            if (!hidden.contains(columns.get(i))) {
                instance.put(columns.get(i), value(row.get(i)));
            }
        }
        return instance;
    }

    private static @Nullable Object value(String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return text.matches("-?\\d{1,18}") ? (Object) Long.parseLong(text) : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
