package dev.millrace.messaging.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;

/**
 * Fixture: runs actors one step at a time, in an order that the seed gives. An actor is a thread that asks for its turn
 * before each step; it may die there, or right after a step whose answer is lost.
 */
final class Schedule {

    private static final ThreadLocal<Actor> CURRENT = new ThreadLocal<>();

    /** The end of an actor's process; not an exception that anybody handles. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;

        Death() {
            super("the process died", null, false, false);
        }
    }

    private static final class Actor {
        private final Runnable life;
        private final Semaphore go = new Semaphore(0);
        private final Semaphore done = new Semaphore(0);
        private volatile boolean over = true;

        Actor(Runnable life) {
            this.life = life;
        }

        void step() {
            if (over) {
                over = false;
                Thread.ofVirtual().start(this::live);
            }
            go.release();
            done.acquireUninterruptibly();
        }

        private void live() {
            CURRENT.set(this);
            go.acquireUninterruptibly();
            try {
                life.run();
            } catch (Death expected) {
                // The scheduler starts another one.
            } finally {
                over = true;
                done.release();
            }
        }
    }

    private final Random random;
    private final double deaths;
    private final List<Actor> actors = new ArrayList<>();
    private boolean faults = true;
    private boolean ending;

    Schedule(long seed, double deaths) {
        this.random = new Random(seed);
        this.deaths = deaths;
    }

    void actor(Runnable life) {
        actors.add(new Actor(life));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Ends the step; returns when this actor's next one begins. */
    void turn() {
        var actor = CURRENT.get();
        actor.done.release();
        actor.go.acquireUninterruptibly();
        if (ending || (faults && random.nextDouble() < deaths / 4)) {
            throw new Death();
        }
    }

    /** After a step that took effect: the actor may die before it hears so. */
    void answer() {
        if (faults && random.nextDouble() < deaths) {
            throw new Death();
        }
    }

    /** Steps with faults, then steps without, then the end of every actor. */
    void run(int faulty, int healthy) {
        for (int step = 0; step < faulty + healthy; step++) {
            faults = step < faulty;
            actors.get(random.nextInt(actors.size())).step();
        }
        ending = true;
        actors.stream().filter(actor -> !actor.over).forEach(Actor::step);
    }
}
