package dev.millrace.monitoring.routing;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where alerts may go.
 *
 * @param permittedDestinations each {@code host:port}; messages go nowhere else
 * @param secrets what routes name as secrets, by name: a letter, then letters and digits, all lower-case
 */
@ConfigurationProperties("millrace.monitoring.routing")
public record RoutingProperties(
        @DefaultValue List<String> permittedDestinations,
        @DefaultValue Map<String, Secret> secrets) {

    private static final Pattern DESTINATION =
            Pattern.compile("[A-Za-z0-9.-]+:[0-9]{1,5}|\\[[0-9a-fA-F:]+]:[0-9]{1,5}");

    /**
     * Where a secret is read each time it is needed, so that it can be changed without a restart.
     *
     * @param environment name of a variable of the process
     * @param file whose content it is, without the white space around it
     */
    public record Secret(
            @Nullable String environment, @Nullable Path file) {
        public Secret {
            if ((environment == null) == (file == null)) {
                throw new IllegalArgumentException(
                        "a secret of millrace.monitoring.routing.secrets has either an environment or a file");
            }
        }
    }

    public RoutingProperties {
        permittedDestinations = List.copyOf(permittedDestinations);
        secrets = Map.copyOf(secrets);
        permittedDestinations.stream()
                .filter(each -> !DESTINATION.matcher(each).matches())
                .findFirst()
                .ifPresent(each -> {
                    throw new IllegalArgumentException(
                            "millrace.monitoring.routing.permitted-destinations are each host:port, which %s is not"
                                    .formatted(each));
                });
    }
}
