package dev.millrace.console.signin;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people sign in.
 *
 * @param publishedOnLoopback that a console in a container listens on every address of its own network, and whoever runs the container
 *     publishes the port on the host's loopback only
 * @param allowedHosts values of the Host header that are answered, without port
 * @param longest after how long a session ends even though it was used
 * @param ticketLife for how long a ticket of {@code ./millrace console} may be used
 */
@ConfigurationProperties("millrace.console.sign-in")
record SignInProperties(
        @DefaultValue("false") boolean publishedOnLoopback,
        @DefaultValue({"localhost", "127.0.0.1", "[::1]"}) List<String> allowedHosts,
        @DefaultValue("8h") Duration longest,
        @DefaultValue("60s") Duration ticketLife) {}
