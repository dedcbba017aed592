package dev.millrace.local.stack;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes the caches of loaded classes that are missing or out of date by running the whole stack once, apart from any other, on ports and in a
 * folder of its own. Part of the build, so that the first {@code up} is as fast as all others.
 */
public final class RecordCaches {

    private static final int FIRST_OFFSET = 20_000;
    private static final int LAST_OFFSET = 30_000;
    private static final int STEP = 250;

    private final Layout checkout;

    public RecordCaches(Layout checkout) {
        this.checkout = checkout;
    }

    /** False when every cache fits its program. */
    public boolean needed() {
        return !stale(checkout).isEmpty();
    }

    private static List<Program> stale(Layout layout) {
        return Arrays.stream(Part.values())
                .map(Replica::first)
                .map(new Programs(layout)::of)
                .filter(program -> !new AotCache(layout, program).usable())
                .toList();
    }

    /** @param exercise what to do on the stack, so that the caches know the classes that real work needs */
    public void record(Consumer<Layout> exercise) {
        var home = checkout.programs().resolveSibling("recording");
        Home.delete(home);
        var layout = new Layout(checkout.checkout(), home, freeOffset());
        var programs = stale(layout);
        programs.forEach(program -> new AotCache(layout, program).forget());
        var stack = new Stack(layout);
        Runtime.getRuntime().addShutdownHook(new Thread(stack::abandon, "stop-recording"));
        try {
            stack.upRecording(
                    programs.stream().map(program -> program.replica().part()).collect(Collectors.toSet()));
            exercise.accept(layout);
        } finally {
            stack.downRecording();
        }
        programs.forEach(program -> new AotCache(layout, program).finish());
        Home.delete(home);
    }

    private int freeOffset() {
        return IntStream.iterate(FIRST_OFFSET, offset -> offset <= LAST_OFFSET, offset -> offset + STEP)
                .filter(this::free)
                .findFirst()
                .orElseThrow(() -> new Complaint("no ports are free from " + FIRST_OFFSET + " on"));
    }

    private boolean free(int offset) {
        var layout = new Layout(checkout.checkout(), checkout.home(), offset);
        return Arrays.stream(Part.values())
                .flatMap(part -> layout.ports(part).all().stream())
                .allMatch(Machine::free);
    }
}
