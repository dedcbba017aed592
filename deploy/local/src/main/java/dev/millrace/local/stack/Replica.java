package dev.millrace.local.stack;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One process of the stack. There is one of each part, and of a service there may be more: replicas that share its work.
 *
 * @param number from 1
 */
public record Replica(Part part, int number) implements Comparable<Replica> {

    private static final Pattern LABEL = Pattern.compile("(.+?)(?:-([1-9]\\d{0,3}))?");

    private static final Comparator<Replica> ORDER =
            Comparator.comparing(Replica::part).thenComparingInt(Replica::number);

    /** The one that has the part's well-known ports. */
    public static Replica first(Part part) {
        return new Replica(part, 1);
    }

    /** The reverse of {@link #label}; empty for anything else. */
    public static Optional<Replica> labelled(String label) {
        var match = LABEL.matcher(label);
        if (!match.matches()) {
            return Optional.empty();
        }
        var number = match.group(2) == null ? 1 : Integer.parseInt(match.group(2));
        return Part.find(match.group(1)).map(part -> new Replica(part, number));
    }

    /** What its files and its line in {@code status} are called: {@code training}, {@code training-2}. */
    public String label() {
        return number == 1 ? part.label() : instance();
    }

    /** The name under which a service's replica works: {@code training-1}, {@code training-2}. */
    String instance() {
        return part.label() + "-" + number;
    }

    @Override
    public int compareTo(Replica other) {
        return ORDER.compare(this, other);
    }
}
