package dev.millrace.local.chaos;

import java.util.List;

/** The processes of a stack, as far as somebody outside can do something to them. */
public interface Processes {

    /** All of them: services with their replicas, broker, document store and schema registry. */
    List<String> names();

    /** Sends a signal such as {@code KILL}, {@code STOP}, {@code CONT} or {@code TERM}; nothing happens to a dead one. */
    void signal(String process, String signal);

    boolean runs(String process);

    /** Starts what does not run, and waits until everything is ready. */
    void up();
}
