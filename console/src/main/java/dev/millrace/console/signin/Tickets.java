package dev.millrace.console.signin;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Tickets that stand for a token in an address: each is used once, and soon. */
@Component
final class Tickets {

    private static final int MOST = 1000;
    private static final int BYTES = 24;

    private final Map<String, Entry> tickets = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final SignInProperties properties;
    private final Clock clock;

    Tickets(SignInProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    private record Entry(String token, Instant until) {}

    /** A ticket for the token, or none where too many wait to be used. */
    Optional<String> issue(String token) {
        var now = clock.instant();
        tickets.values().removeIf(entry -> entry.until().isBefore(now));
        if (tickets.size() >= MOST) {
            return Optional.empty();
        }
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        var ticket = HexFormat.of().formatHex(bytes);
        tickets.put(ticket, new Entry(token, now.plus(properties.ticketLife())));
        return Optional.of(ticket);
    }

    /** The token of a ticket that was not used yet. */
    Optional<String> redeem(String ticket) {
        return Optional.ofNullable(tickets.remove(ticket))
                .filter(entry -> entry.until().isAfter(clock.instant()))
                .map(Entry::token);
    }
}
