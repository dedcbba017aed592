package dev.millrace.console.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of runs, newest first. */
public record Runs(List<Run> runs, @Nullable String next) {

    public Runs {
        runs = runs == null ? List.of() : List.copyOf(runs);
    }
}
