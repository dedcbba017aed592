package dev.millrace.pipelines;

import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts are told to whom, and how.
 *
 * @param quiet hours in which messages wait; null for none
 * @param giveUpAfter how long a message is tried
 */
public record AlertRouteSpec(
        String name,
        AlertMatcher match,
        Sink sink,
        Grouping group,
        @Nullable Quiet quiet,
        Limit limit,
        Duration giveUpAfter) {

    /** Where messages go. Secrets are named here, and defined in the configuration of the service. */
    public sealed interface Sink {

        /** The service's own log. */
        record Log() implements Sink {}

        /** A mail to each of some people. */
        record Smtp(Server server, String from, List<String> to) implements Sink {
            public Smtp {
                to = List.copyOf(to);
            }

            /**
             * What takes the mail.
             *
             * @param user who logs in; null for nobody
             * @param password name of a secret; null where nobody logs in
             */
            public record Server(
                    String host,
                    int port,
                    Encryption encryption,
                    @Nullable String user,
                    @Nullable String password) {}
        }

        /**
         * A webhook that takes messages as Slack's do.
         *
         * @param address name of a secret that is the webhook's address
         */
        record Slack(String address) implements Sink {}

        /** @param key name of a secret that is the routing key */
        record Pagerduty(URI url, String key) implements Sink {}

        /** @param key name of a secret with which each message is signed */
        record Webhook(URI url, String key) implements Sink {}

        /** @param token name of a secret that is a bearer token; null for none */
        record Alertmanager(URI url, @Nullable String token) implements Sink {}
    }

    /** How mail is protected on its way. */
    public enum Encryption {
        /** The connection must become an encrypted one. */
        STARTTLS,
        /** The connection is encrypted from its beginning. */
        TLS,
        NONE
    }

    /** By what alerts go into one message. */
    public enum GroupBy {
        PIPELINE,
        CODE,
        SEVERITY
    }

    /** @param within how long the first alert of a message waits for others */
    public record Grouping(List<GroupBy> by, Duration within) {
        public Grouping {
            by = List.copyOf(by);
        }
    }

    /**
     * Hours of each day in which messages wait.
     *
     * @param to where it is before {@code from}, the hours last until the next day
     * @param except severities that are told nevertheless
     */
    public record Quiet(LocalTime from, LocalTime to, ZoneId zone, List<AlertSeverity> except) {
        public Quiet {
            except = List.copyOf(except);
        }
    }

    /** So many messages in any such length of time; what comes above it waits and goes in one message. */
    public record Limit(int messages, Duration per) {}
}
