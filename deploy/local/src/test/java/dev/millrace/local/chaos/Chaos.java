package dev.millrace.local.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;

/** Disturbs a stack according to a plan that a seed draws, and heals it after each round. */
public final class Chaos {

    private static final Logger log = Logger.getLogger(Chaos.class.getName());
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Processes processes;

    public Chaos(Processes processes) {
        this.processes = processes;
    }

    /** Returns when the last round is over and everything is ready again. */
    public void disturb(int count, long seed) {
        var rounds = Disturbance.plan(processes.names(), count, new Random(seed));
        int done = 0;
        for (List<Disturbance> round : rounds) {
            done += round.size();
            log.info(done + " of " + count + ": " + round);
            round.forEach(this::begin);
            await(round);
            processes.up();
        }
    }

    private void begin(Disturbance disturbance) {
        processes.signal(
                disturbance.process(),
                switch (disturbance.kind()) {
                    case KILL -> "KILL";
                    case FREEZE -> "STOP";
                    case RESTART -> "TERM";
                });
    }

    /** Each frozen process goes on when its own time has come. */
    private void await(List<Disturbance> round) {
        int last = round.stream().mapToInt(Disturbance::seconds).max().orElse(0);
        for (int second = 0; second <= last; second++) {
            for (Disturbance disturbance : round) {
                if (disturbance.kind() == Disturbance.Kind.FREEZE && disturbance.seconds() == second) {
                    processes.signal(disturbance.process(), "CONT");
                }
            }
            LockSupport.parkNanos(SECOND.toNanos());
        }
        awaitEnds(round);
    }

    /** What was told to stop finishes its work first, and would be taken for running until then. */
    private void awaitEnds(List<Disturbance> round) {
        for (Disturbance disturbance : round) {
            for (int second = 0;
                    disturbance.kind() != Disturbance.Kind.FREEZE && processes.runs(disturbance.process());
                    second++) {
                if (second > PATIENCE.toSeconds()) {
                    throw new IllegalStateException(disturbance.process() + " does not stop");
                }
                LockSupport.parkNanos(SECOND.toNanos());
            }
        }
    }
}
