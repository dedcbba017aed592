package dev.millrace.pipelines;

import dev.millrace.pipelines.DataSpec.Versions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads and writes {@code data.versions}: a word, or a mapping with one bound. */
final class VersionsField {

    private static final int MOST_VERSIONS = 100_000;
    private static final int MOST_DAYS = 3650;
    private static final long HIGHEST_VERSION = 1_000_000_000_000L;

    private static final Versions ALL = new Versions.All();
    private static final Versions LATEST = new Versions.Last(1);
    private static final Map<String, Versions> WORDS = words();

    private VersionsField() {}

    /** In the order in which a message lists them. */
    private static Map<String, Versions> words() {
        var words = new LinkedHashMap<String, Versions>();
        words.put("all", ALL);
        words.put("latest", LATEST);
        return Collections.unmodifiableMap(words);
    }

    static Versions read(Place place) {
        if (!place.isMapping()) {
            return place.choice(WORDS, ALL, "UNKNOWN_VALUE");
        }
        var fields = place.fields("last", "days", "from");
        var last = fields.at("last");
        var days = fields.at("days");
        var from = fields.at("from");
        if (fields.names().size() > 1) {
            place.problem("CONTRADICTION", "Only one of last, days and from can choose the versions.");
        }
        if (last.present()) {
            return new Versions.Last((int) last.whole(1, 1, MOST_VERSIONS));
        }
        if (days.present()) {
            return new Versions.Days((int) days.whole(1, 1, MOST_DAYS));
        }
        if (from.present()) {
            return new Versions.From(from.whole(1, 1, HIGHEST_VERSION));
        }
        if (fields.names().isEmpty()) {
            place.problem("MISSING_FIELD", "One of last, days and from is needed here, such as {last: 10}.");
        }
        return ALL;
    }

    /**
     * The canonical form; empty for all versions. The field is younger than the first release, so its default is left out:
     * the digests of older specifications stay as they were, and an older reader accepts what it can carry out.
     */
    static Optional<Object> write(Versions versions) {
        return switch (versions) {
            case Versions.All _ -> Optional.empty();
            case Versions.Last(int count) -> Optional.of(count == 1 ? "latest" : Map.of("last", count));
            case Versions.Days(int days) -> Optional.of(Map.of("days", days));
            case Versions.From(long version) -> Optional.of(Map.of("from", version));
        };
    }
}
