package dev.millrace.training.learn.train;

import java.io.Serial;

/** Nobody wants the result any more; nothing was stored that anybody refers to. */
public final class CancelledException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public CancelledException() {
        super("the run was cancelled");
    }
}
