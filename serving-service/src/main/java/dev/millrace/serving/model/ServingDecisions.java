package dev.millrace.serving.model;

import java.util.concurrent.CompletableFuture;

/** Where decisions about serving are kept, and told to every instance, this one included. */
public interface ServingDecisions {

    /** A decision that no instance hears of unless it is sent. */
    Prepared withdrawn(Approval approval, String by, String reason);

    /** As {@link #withdrawn}: that the model is answered with again. */
    Prepared restored(Approval approval, String by, String reason);

    /** A decision with the id by which it is heard of. */
    interface Prepared {

        String id();

        /** Completes once it cannot be lost any more. */
        CompletableFuture<Void> send();
    }
}
