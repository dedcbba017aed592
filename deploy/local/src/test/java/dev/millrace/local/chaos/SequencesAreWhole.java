package dev.millrace.local.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * I8: the events of an aggregate are numbered 1 to n and all there, first copies lie in that order on each topic, and
 * every copy is byte for byte the first.
 */
final class SequencesAreWhole implements Invariant {

    private static final String ID = "I8";

    /** Events of which each is an aggregate of its own, because no document stands behind them. */
    private static final List<String> WITHOUT_DOCUMENT =
            List.of("serving:", "monitoring:labels:", "monitoring:forwarded:");

    @Override
    public List<Violation> check(Observation stack) throws IOException {
        var found = new ArrayList<Violation>();
        var first = new HashMap<String, Event>();
        var newest = new HashMap<String, Long>();
        var sequences = new HashMap<String, NavigableSet<Long>>();
        stack.events().all().filter(SequencesAreWhole::isOurs).forEach(event -> {
            var before = first.putIfAbsent(event.eventId(), event);
            if (before != null) {
                checkCopy(before, event, found);
                return;
            }
            checkId(event, found);
            sequences
                    .computeIfAbsent(event.aggregateId(), id -> new TreeSet<>())
                    .add(event.sequence());
            var last = newest.put(event.aggregateId() + " on " + event.topic(), event.sequence());
            if (last != null && last > event.sequence() && hasDocument(event.aggregateId())) {
                found.add(new Violation(
                        ID, event.id() + ": " + event.sequence() + " after " + last + " of " + event.aggregateId()));
            }
        });
        checkGaps(sequences, found);
        return found;
    }

    /** Records that somebody put on a topic by hand, as tests do, belong to no service. */
    private static boolean isOurs(Event event) {
        return StackApi.SERVICES.contains(event.aggregateId().split(":", 2)[0]);
    }

    private static boolean hasDocument(String aggregateId) {
        return WITHOUT_DOCUMENT.stream().noneMatch(aggregateId::startsWith);
    }

    private static void checkCopy(Event first, Event copy, List<Violation> found) {
        if (!Arrays.equals(first.value(), copy.value())) {
            found.add(new Violation(
                    ID, copy.id() + " differs from " + first.id() + ", its first copy, of " + first.aggregateId()));
        }
    }

    private static void checkId(Event event, List<Violation> found) {
        var text = event.aggregateId() + "#" + event.sequence();
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            if (!HexFormat.of().formatHex(digest).startsWith(event.eventId())) {
                found.add(new Violation(ID, event.id() + " does not have the event id of " + text));
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void checkGaps(Map<String, NavigableSet<Long>> sequences, List<Violation> found) {
        sequences.forEach((aggregate, numbers) -> {
            if (hasDocument(aggregate) && numbers.last() != numbers.size()) {
                var missing = new ArrayList<Long>();
                for (long number = 1; number < numbers.last(); number++) {
                    if (!numbers.contains(number)) {
                        missing.add(number);
                    }
                }
                found.add(new Violation(ID, aggregate + " never published " + missing));
            }
        });
    }
}
