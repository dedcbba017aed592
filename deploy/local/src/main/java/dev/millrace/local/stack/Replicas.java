package dev.millrace.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which processes a stack must have, and where each listens. The first replica of every part is always among them, on the
 * part's well-known ports. The others stand in a file of the stack's home, so that the next {@code up} starts them again.
 */
public final class Replicas {

    /** The second replica's ports lie so much higher than the first's, and so on. */
    private static final int DISTANCE = 10;

    private static final int FARTHEST = 900;

    private final Layout layout;
    private final Path file;
    private final TreeMap<Replica, Ports> added = new TreeMap<>();

    private Replicas(Layout layout) {
        this.layout = layout;
        file = layout.home().resolve("replicas");
    }

    static Replicas of(Layout layout) {
        var replicas = new Replicas(layout);
        replicas.read();
        return replicas;
    }

    private void read() {
        try (var lines = Files.lines(file)) {
            lines.filter(line -> !line.isBlank()).forEach(this::readLine);
        } catch (NoSuchFileException none) {
            added.clear();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** A name and two or three ports, as {@link #write} writes them. */
    private void readLine(String line) {
        try {
            var words = line.split(" ", -1);
            var replica = Replica.labelled(words[0]).orElseThrow(() -> new NumberFormatException(words[0]));
            var ports = Arrays.stream(words).skip(1).mapToInt(Integer::parseInt).toArray();
            added.put(replica, new Ports(ports[0], ports[1], ports[2]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new Complaint(file + " cannot be read at '" + line + "': delete it and scale again", e);
        }
    }

    /** All of them, in the order of the parts; without the console, which a stack may have or not. */
    public List<Replica> all() {
        var first = Arrays.stream(Part.values())
                .filter(part -> part != Part.CONSOLE)
                .map(Replica::first);
        return Stream.concat(first, added.keySet().stream()).sorted().toList();
    }

    /** Those of one part. */
    public List<Replica> of(Part part) {
        return part == Part.CONSOLE
                ? List.of(Replica.first(part))
                : all().stream().filter(replica -> replica.part() == part).toList();
    }

    /** Where the replica listens, or would listen next. */
    public Ports ports(Replica replica) {
        return replica.number() == 1
                ? layout.ports(replica.part())
                : Objects.requireNonNullElseGet(added.get(replica), () -> near(replica, port -> true));
    }

    /** Gives the part so many replicas; the added ones get ports that are free. */
    void scale(Part part, int count, IntPredicate free) {
        if (!part.service()) {
            throw new Complaint(part.label() + " has no replicas; these have: " + services());
        }
        if (count < 1) {
            throw new Complaint("there must be at least one " + part.label() + "; ./millrace down stops everything");
        }
        added.keySet().removeIf(replica -> replica.part() == part && replica.number() > count);
        IntStream.rangeClosed(2, count)
                .mapToObj(number -> new Replica(part, number))
                .filter(replica -> !added.containsKey(replica))
                .forEach(replica -> added.put(replica, near(replica, free)));
        write();
    }

    private static String services() {
        return Arrays.stream(Part.values())
                .filter(Part::service)
                .map(Part::label)
                .collect(Collectors.joining(", "));
    }

    /** Gives those replicas other ports whose own have been taken by another program since. */
    void move(List<Replica> replicas, IntPredicate free) {
        for (Replica replica : replicas) {
            var ports = added.get(replica);
            if (ports != null && !ports.all().stream().allMatch(free::test)) {
                added.remove(replica);
                added.put(replica, near(replica, free));
            }
        }
        write();
    }

    private Ports near(Replica replica, IntPredicate free) {
        var reserved = new HashSet<Integer>();
        Arrays.stream(Part.values())
                .forEach(part -> reserved.addAll(layout.ports(part).all()));
        added.values().forEach(ports -> reserved.addAll(ports.all()));
        return IntStream.iterate((replica.number() - 1) * DISTANCE, distance -> distance + DISTANCE)
                .limit(FARTHEST / DISTANCE)
                .mapToObj(layout.ports(replica.part())::plus)
                .filter(ports -> ports.all().stream().noneMatch(reserved::contains))
                .filter(ports -> ports.all().stream().allMatch(free::test))
                .findFirst()
                .orElseThrow(() -> new Complaint(
                        "no ports are free for another " + replica.part().label()));
    }

    private void write() {
        var text = added.entrySet().stream().map(Replicas::line).collect(Collectors.joining());
        var unfinished = file.resolveSibling("replicas.part");
        try {
            Files.createDirectories(layout.home());
            Files.writeString(unfinished, text);
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static String line(Map.Entry<Replica, Ports> entry) {
        var ports = entry.getValue();
        return entry.getKey().label() + " " + ports.main() + " " + ports.management() + " " + ports.grpc() + "\n";
    }
}
