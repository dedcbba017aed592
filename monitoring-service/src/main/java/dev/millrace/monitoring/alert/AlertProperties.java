package dev.millrace.monitoring.alert;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where people look at alerts.
 *
 * @param console address of the web console, by which alerts link their pages; null where there is none
 */
@ConfigurationProperties("millrace.monitoring.alert")
public record AlertProperties(@Nullable URI console) {

    /** Address of an alert's page; null where there is no console. */
    public @Nullable String page(Alert alert) {
        return console == null ? null : console.toString().replaceFirst("/+$", "") + "/alerts/" + alert.id();
    }
}
