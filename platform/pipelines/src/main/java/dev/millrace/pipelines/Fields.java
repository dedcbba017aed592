package dev.millrace.pipelines;

import dev.millrace.pipelines.Node.Entry;
import dev.millrace.values.NearestName;
import java.util.List;

/** The fields of one mapping; those that nobody knows are reported with the name that was probably meant. */
final class Fields {

    private final Place place;
    private final List<Entry> entries;

    Fields(Place place, List<Entry> entries, String... known) {
        this.place = place;
        this.entries = entries;
        var names = List.of(known);
        for (var entry : entries) {
            var name = entry.key().text();
            if (!names.contains(name)) {
                place.problem(
                        entry.key(),
                        "UNKNOWN_FIELD",
                        "There is no field %s here%s".formatted(name, NearestName.hint(name, names)));
            }
        }
    }

    Place at(String name) {
        return place.field(name).orElseGet(() -> place.child(name, null));
    }

    /** Names that are there, known or not. */
    List<String> names() {
        return entries.stream().map(entry -> entry.key().text()).toList();
    }
}
