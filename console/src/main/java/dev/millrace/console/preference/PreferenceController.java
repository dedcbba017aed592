package dev.millrace.console.preference;

import dev.millrace.console.page.Preferences;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.TreeSet;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Lets a reader choose time zone, colours, density and shortcuts. They lie in cookies only. */
@Controller
class PreferenceController {

    private static final Duration YEAR = Duration.ofDays(365);

    @GetMapping("/preferences")
    String form(Model model) {
        model.addAttribute("zones", new TreeSet<>(ZoneId.getAvailableZoneIds()));
        return "preference/page";
    }

    @PostMapping("/preferences")
    String save(
            HttpServletResponse response,
            @RequestParam String zone,
            @RequestParam String theme,
            @RequestParam String density,
            @RequestParam String shortcuts) {
        Preferences.zone(zone).ifPresent(known -> remember(response, Preferences.ZONE, known.getId()));
        remember(response, Preferences.THEME, theme);
        remember(response, Preferences.DENSITY, density);
        remember(response, Preferences.SHORTCUTS, shortcuts);
        return "redirect:/preferences";
    }

    private static void remember(HttpServletResponse response, String name, String value) {
        var cookie = ResponseCookie.from(name, URLEncoder.encode(value, StandardCharsets.UTF_8))
                .path("/")
                .maxAge(YEAR)
                .sameSite("Lax")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
