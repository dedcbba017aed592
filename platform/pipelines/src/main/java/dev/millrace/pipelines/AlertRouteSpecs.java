package dev.millrace.pipelines;

import dev.millrace.pipelines.AlertRouteSpec.Encryption;
import dev.millrace.pipelines.AlertRouteSpec.GroupBy;
import dev.millrace.pipelines.AlertRouteSpec.Grouping;
import dev.millrace.pipelines.AlertRouteSpec.Limit;
import dev.millrace.pipelines.AlertRouteSpec.Quiet;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and writes routes of alerts, as strictly as {@link PipelineSpecs} does pipelines. */
public final class AlertRouteSpecs {

    static final String KIND = "AlertRoute";

    static final Map<String, AlertSeverity> SEVERITIES = Words.table(AlertSeverity.values(), Words::kebab);
    static final Map<String, GroupBy> GROUPS = Words.table(GroupBy.values(), Words::kebab);
    static final Map<String, Encryption> ENCRYPTIONS = Words.table(Encryption.values(), Words::kebab);

    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final Limit LIMIT = new Limit(20, Duration.ofHours(1));
    private static final Duration GIVE_UP_AFTER = Duration.ofDays(1);
    private static final int MOST_MESSAGES = 100;
    private static final Pattern TIME = Pattern.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9]");

    private AlertRouteSpecs() {}

    /** Whether a text says that it is a route of alerts; what is no document at all says nothing. */
    public static boolean says(String text) {
        try {
            return Place.root(YamlReader.read(text), new Problems())
                    .field("kind")
                    .map(kind -> kind.text("").equals(KIND))
                    .orElse(false);
        } catch (SpecException malformed) {
            return false;
        }
    }

    /** @throws SpecException with everything that is wrong */
    public static AlertRouteSpec parse(String text) {
        var problems = new Problems();
        var root = Place.root(PipelineSpecs.read(text), problems);
        var fields =
                PipelineSpecs.header(root, problems, KIND, "match", "sink", "group", "quiet", "limit", "giveUpAfter");
        var spec = new AlertRouteSpec(
                DataSection.name(fields.at("name").required()),
                match(fields.at("match")),
                SinkSection.read(fields.at("sink").required()),
                group(fields.at("group")),
                quiet(fields.at("quiet")),
                limit(fields.at("limit")),
                fields.at("giveUpAfter").duration(GIVE_UP_AFTER, Duration.ofMinutes(1), Duration.ofDays(7)));
        problems.throwIfAny();
        return spec;
    }

    /** The document as JSON, with defaults, in one stable form that {@link #parse} reads. */
    public static String toCanonicalJson(AlertRouteSpec spec) {
        return CanonicalJson.write(document(spec));
    }

    /** SHA-256 of the canonical form, lower-case hexadecimal. */
    public static String digest(AlertRouteSpec spec) {
        return PipelineSpecs.sha256(toCanonicalJson(spec));
    }

    private static AlertMatcher match(Place place) {
        var fields = place.fields("severity", "code", "pipeline");
        return new AlertMatcher(
                severities(fields.at("severity")),
                patterns(fields.at("code"), AlertMatcher::isCode, "A code such as DRIFT or RUN_*"),
                patterns(
                        fields.at("pipeline"),
                        AlertMatcher::isPipeline,
                        "A pipeline's name such as taxi-tips or taxi-*"));
    }

    private static List<AlertSeverity> severities(Place place) {
        var severities = new ArrayList<AlertSeverity>();
        for (var item : place.items(AlertMatcher.MOST)) {
            severities.add(item.choice(SEVERITIES, AlertSeverity.INFO, "UNKNOWN_VALUE"));
        }
        return severities;
    }

    private static List<String> patterns(Place place, Predicate<String> form, String expected) {
        var patterns = new ArrayList<String>();
        for (var item : place.items(AlertMatcher.MOST)) {
            var text = item.text("");
            if (item.isQuotedEmpty() || (!text.isEmpty() && !form.test(text))) {
                item.problem("PATTERN_INVALID", expected + " is expected here; * stands at the end only.");
            }
            patterns.add(text);
        }
        return patterns;
    }

    private static Grouping group(Place place) {
        var fields = place.fields("by", "within");
        var by = fields.at("by");
        var groups = new ArrayList<GroupBy>(by.present() ? List.of() : List.of(GroupBy.PIPELINE));
        for (var item : by.items(GROUPS.size())) {
            groups.add(item.choice(GROUPS, GroupBy.PIPELINE, "UNKNOWN_VALUE"));
        }
        return new Grouping(groups, fields.at("within").duration(WITHIN, Duration.ZERO, Duration.ofHours(1)));
    }

    private static @Nullable Quiet quiet(Place place) {
        if (!place.present()) {
            return null;
        }
        var fields = place.fields("from", "to", "zone", "except");
        var from = time(fields.at("from").required());
        var to = time(fields.at("to").required());
        if (from.equals(to) && fields.at("from").present() && fields.at("to").present()) {
            fields.at("to").problem("CONTRADICTION", "Quiet hours end at another time than they begin.");
        }
        var except = fields.at("except");
        return new Quiet(
                from,
                to,
                zone(fields.at("zone").required()),
                except.present() ? severities(except) : List.of(AlertSeverity.CRITICAL));
    }

    private static LocalTime time(Place place) {
        if (!place.present()) {
            return LocalTime.MIDNIGHT;
        }
        if (!place.isText(TIME)) {
            place.problem("TYPE", "A time of the day is expected here, such as \"22:00\".");
            return LocalTime.MIDNIGHT;
        }
        return LocalTime.parse(place.text("00:00"));
    }

    private static ZoneId zone(Place place) {
        var name = place.text("UTC");
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            place.problem("UNKNOWN_VALUE", "A time zone is expected here, such as UTC or Europe/Berlin.");
            return ZoneId.of("UTC");
        }
    }

    private static Limit limit(Place place) {
        var fields = place.fields("messages", "per");
        return new Limit(
                (int) fields.at("messages").whole(LIMIT.messages(), 1, MOST_MESSAGES),
                fields.at("per").duration(LIMIT.per(), Duration.ofMinutes(1), Duration.ofDays(1)));
    }

    private static Map<String, Object> document(AlertRouteSpec spec) {
        var document = new LinkedHashMap<String, Object>();
        document.put("apiVersion", PipelineSpecs.API_VERSION);
        document.put("kind", KIND);
        document.put("name", spec.name());
        document.put("match", matcher(spec.match()));
        document.put("sink", SinkSection.document(spec.sink()));
        document.put(
                "group",
                pairs(
                        "by",
                        words(spec.group().by()),
                        "within",
                        spec.group().within().toString()));
        var quiet = spec.quiet();
        if (quiet != null) {
            document.put("quiet", quiet(quiet));
        }
        document.put(
                "limit",
                pairs(
                        "messages",
                        spec.limit().messages(),
                        "per",
                        spec.limit().per().toString()));
        document.put("giveUpAfter", spec.giveUpAfter().toString());
        return document;
    }

    private static Map<String, Object> matcher(AlertMatcher match) {
        return pairs("severity", words(match.severities()), "code", match.codes(), "pipeline", match.pipelines());
    }

    private static Map<String, Object> quiet(Quiet quiet) {
        return pairs(
                "from", quiet.from().toString(),
                "to", quiet.to().toString(),
                "zone", quiet.zone().getId(),
                "except", words(quiet.except()));
    }

    private static List<String> words(List<? extends Enum<?>> constants) {
        return constants.stream().map(Words::kebab).toList();
    }

    /** Names and values in turn. */
    static Map<String, Object> pairs(Object... namesAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return map;
    }
}
