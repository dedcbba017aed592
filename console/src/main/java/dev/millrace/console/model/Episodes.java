package dev.millrace.console.model;

import dev.millrace.console.model.MonitoringAnswers.Told;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times in which a model's world moved or it got worse, newest first, out of what people were told about them. */
final class Episodes {

    private static final Map<String, String> KINDS =
            Map.of("DRIFT", "drift", "PERFORMANCE", "performance", "ESTIMATED_PERFORMANCE", "estimated performance");
    private static final String LASTS = "_LASTS";
    private static final String OVER = "_OVER";
    private static final Pattern SINCE = Pattern.compile("since (\\S+Z): (.*)", Pattern.DOTALL);

    private Episodes() {}

    /**
     * One of them. All that was told about it has one cascade.
     *
     * @param since when its first window began; when it was first told where the alert does not say
     * @param over when it was told that it is over; null where that was not told
     * @param told how often it was told that it began or lasts
     */
    record Episode(
            String kind,
            String alert,
            @Nullable String cascade,
            String since,
            @Nullable String over,
            String where,
            String what,
            int told) {

        /** The page that shows such. */
        public String getPage() {
            return kind.equals("drift") ? "drift" : "performance";
        }
    }

    static List<Episode> of(List<Told> alerts) {
        var together = new LinkedHashMap<List<String>, List<Told>>();
        for (var alert : alerts) {
            var code = begun(alert.code());
            if (KINDS.containsKey(code)) {
                together.computeIfAbsent(
                                List.of(code, alert.cascadeId() == null ? alert.id() : alert.cascadeId()),
                                any -> new ArrayList<>())
                        .add(alert);
            }
        }
        return together.values().stream().map(Episodes::episode).toList();
    }

    private static String begun(String code) {
        return code.replaceFirst("(" + LASTS + "|" + OVER + ")$", "");
    }

    private static Episode episode(List<Told> newestFirst) {
        var first = newestFirst.getLast();
        var said = SINCE.matcher(first.what());
        boolean parts = said.matches();
        return new Episode(
                KINDS.getOrDefault(begun(first.code()), first.code()),
                first.id(),
                first.cascadeId(),
                parts ? said.group(1) : first.at(),
                newestFirst.stream()
                        .filter(alert -> alert.code().endsWith(OVER))
                        .map(Told::at)
                        .findFirst()
                        .orElse(null),
                first.where() == null ? "" : first.where(),
                parts ? said.group(2) : first.what(),
                Math.toIntExact(newestFirst.stream()
                        .filter(alert -> !alert.code().endsWith(OVER))
                        .count()));
    }
}
