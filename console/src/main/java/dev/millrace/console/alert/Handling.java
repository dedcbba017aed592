package dev.millrace.console.alert;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whom alerts were told to, and who looks after them. */
record Handling(List<One> handling) {

    Handling {
        handling = handling == null ? List.of() : List.copyOf(handling);
    }

    /**
     * What became of one alert.
     *
     * @param routes that took it in
     * @param silence by which nobody was told
     */
    record One(
            String alert,
            @Nullable List<String> routes,
            @Nullable String silence,
            @Nullable Acknowledged acknowledged) {

        /** Whom it was told to, in words. */
        public String getToldTo() {
            if (silence != null) {
                return "nobody: silenced";
            }
            return routes == null || routes.isEmpty() ? "nobody: no route fits" : String.join(", ", routes);
        }
    }

    record Acknowledged(String by, String at, @Nullable String note) {}

    Map<String, One> byAlert() {
        return handling.stream().collect(Collectors.toMap(One::alert, Function.identity(), (first, again) -> first));
    }
}
