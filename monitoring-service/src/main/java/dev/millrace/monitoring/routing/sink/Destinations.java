package dev.millrace.monitoring.routing.sink;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The hosts and ports to which messages may go. */
final class Destinations {

    private final Set<String> permitted;

    Destinations(Collection<String> permitted) {
        this.permitted =
                permitted.stream().map(each -> each.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** The same address. */
    URI checked(URI url) throws MisconfiguredException {
        int port = url.getPort() >= 0 ? url.getPort() : url.getScheme().equals("https") ? 443 : 80;
        check(url.getHost(), port);
        return url;
    }

    void check(String host, int port) throws MisconfiguredException {
        var destination = host.toLowerCase(Locale.ROOT) + ":" + port;
        if (!permitted.contains(destination)) {
            throw new MisconfiguredException(
                    "DESTINATION_NOT_PERMITTED",
                    "%s is not among millrace.monitoring.routing.permitted-destinations of the monitoring service"
                            .formatted(destination));
        }
    }

    /** An address that is a secret, so that nothing of it is repeated where it is wrong. */
    URI secret(String text) throws MisconfiguredException {
        try {
            var url = new URI(text);
            if (url.getHost() != null && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
                return checked(url);
            }
        } catch (URISyntaxException malformed) {
            // Said below, without what it says of the address.
        }
        throw new MisconfiguredException("SECRET_INVALID", "the secret is no address that begins with https://");
    }
}
