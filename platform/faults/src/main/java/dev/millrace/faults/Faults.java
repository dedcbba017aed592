package dev.millrace.faults;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Parses {@code -Dmillrace.faults=relay.afterSend=halt@0.02,commit.afterWrite=throw@0.05,listener.afterPoll=delay:800@1}.
 * {@code halt} ends the process without shutdown hooks, as {@code kill -9} would; {@code skip} leaves out a step that
 * protects. The number is a probability, 1 where
 * it is left out.
 */
final class Faults {

    static final Faults ACTIVE = parse(System.getProperty("millrace.faults", ""));

    private final Map<FaultPoint, Fault> faults;

    private Faults(Map<FaultPoint, Fault> faults) {
        this.faults = faults;
    }

    static Faults parse(String text) {
        var faults = new EnumMap<FaultPoint, Fault>(FaultPoint.class);
        for (String entry : text.split(",", -1)) {
            if (!entry.isBlank()) {
                var name = entry.substring(0, entry.indexOf('=')).strip();
                faults.put(
                        point(name),
                        Fault.parse(entry.substring(entry.indexOf('=') + 1).strip()));
            }
        }
        return new Faults(faults);
    }

    private static FaultPoint point(String name) {
        for (FaultPoint point : FaultPoint.values()) {
            if (point.label().equals(name)) {
                return point;
            }
        }
        throw new IllegalArgumentException("millrace.faults: no fault point is called " + name);
    }

    void reached(FaultPoint point) {
        var fault = drawn(point);
        if (fault != null) {
            fault.happen(point);
        }
    }

    boolean skipped(FaultPoint point) {
        var fault = drawn(point);
        return fault != null && fault.kind() == Fault.Kind.SKIP;
    }

    private @Nullable Fault drawn(FaultPoint point) {
        if (faults.isEmpty()) {
            return null;
        }
        var fault = faults.get(point);
        return fault != null && ThreadLocalRandom.current().nextDouble() < fault.probability() ? fault : null;
    }

    private record Fault(Kind kind, long millis, double probability) {

        enum Kind {
            HALT,
            THROW,
            DELAY,
            SKIP
        }

        static Fault parse(String text) {
            int at = text.indexOf('@');
            double probability = at < 0 ? 1 : Double.parseDouble(text.substring(at + 1));
            var action = at < 0 ? text : text.substring(0, at);
            if (action.equals("halt")) {
                return new Fault(Kind.HALT, 0, probability);
            }
            if (action.equals("throw")) {
                return new Fault(Kind.THROW, 0, probability);
            }
            if (action.equals("skip")) {
                return new Fault(Kind.SKIP, 0, probability);
            }
            if (action.startsWith("delay:")) {
                return new Fault(Kind.DELAY, Long.parseLong(action.substring("delay:".length())), probability);
            }
            throw new IllegalArgumentException("millrace.faults: halt, throw, skip or delay:<ms>, not " + action);
        }

        void happen(FaultPoint point) {
            switch (kind) {
                case HALT -> Runtime.getRuntime().halt(137);
                case THROW -> throw new InjectedFaultException(point);
                case DELAY -> LockSupport.parkNanos(millis * 1_000_000);
                case SKIP ->
                    throw new IllegalStateException(point.label() + " protects nothing that could be left out");
            }
        }
    }
}
