package dev.millrace.training.learn;

import java.util.Map;

/** How learning tells where it is, and hears that nobody wants its result any more. */
public interface Progress {

    /**
     * Cheap enough to call for every tree.
     *
     * @param fraction of the whole run, 0 to 1
     * @param figures what a person may want to see, by name
     */
    void at(String stage, double fraction, Map<String, String> figures);

    /** True once the run was cancelled or taken over: stop, the result would be refused. */
    boolean cancelled();
}
