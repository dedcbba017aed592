package dev.millrace.console.pipeline;

import dev.millrace.console.page.Leaves;
import dev.millrace.console.page.Show;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The specification in force, and how much of it holds. */
record Specification(@Nullable Version current, @Nullable Policy policy) {

    /**
     * How much of it waits to be confirmed.
     *
     * @param version whose policy is in force
     * @param unconfirmed what does not hold before somebody else confirms it
     */
    record Policy(long version, @Nullable List<String> unconfirmed) {}

    /** One version of it. */
    record Version(
            String pipeline,
            long version,
            @Nullable String digest,
            @Nullable String definedBy,
            @Nullable String definedAt,
            @Nullable JsonNode spec) {

        public String pretty() {
            return spec == null ? "" : spec.toPrettyString();
        }
    }

    /** A setting that two versions have differently. */
    record Change(String setting, String before, String after) {}

    /** What one version sets differently from another, in the order of the settings' names. */
    static List<Change> changes(Version before, Version after) {
        var old = Leaves.of(before.spec());
        var now = Leaves.of(after.spec());
        return Stream.of(old.keySet(), now.keySet())
                .flatMap(Set::stream)
                .distinct()
                .sorted()
                .map(setting -> new Change(
                        setting, old.getOrDefault(setting, Show.NOTHING), now.getOrDefault(setting, Show.NOTHING)))
                .filter(change -> !change.before().equals(change.after()))
                .toList();
    }
}
