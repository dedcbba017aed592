package dev.millrace.console.page;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * How a reader likes the pages, out of cookies: they name nobody and nothing is stored here.
 *
 * @param zone the reader's time zone; UTC until it is known
 * @param zoneKnown false until the browser has told it
 * @param theme {@code system}, {@code light} or {@code dark}
 * @param density {@code normal} or {@code compact}
 * @param shortcuts whether single keys do something
 */
public record Preferences(ZoneId zone, boolean zoneKnown, String theme, String density, boolean shortcuts) {

    public static final String ZONE = "millrace-zone";
    public static final String THEME = "millrace-theme";
    public static final String DENSITY = "millrace-density";
    public static final String SHORTCUTS = "millrace-shortcuts";

    private static final Set<String> THEMES = Set.of("light", "dark");

    public static Preferences of(HttpServletRequest request) {
        var zone = cookie(request, ZONE).flatMap(Preferences::zone);
        return new Preferences(
                zone.orElse(ZoneOffset.UTC),
                zone.isPresent(),
                cookie(request, THEME).filter(THEMES::contains).orElse("system"),
                cookie(request, DENSITY).filter("compact"::equals).orElse("normal"),
                cookie(request, SHORTCUTS).filter("off"::equals).isEmpty());
    }

    /** The zone of this name, if there is one. */
    public static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name.replace("%2F", "/")));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> cookie(HttpServletRequest request, String name) {
        var cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue)
                        .findFirst();
    }
}
