package dev.millrace.serving.model;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Fixture: decisions about serving, told to every instance that has joined, in one order. */
public final class DecisionTable implements ServingDecisions {

    private record Told(String id, ServingDecision decision) {}

    private final List<DecideServing> instances = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();
    private int prepared;
    public volatile boolean down;

    /** The instance hears of all that was decided, and of all that will be. */
    public synchronized void join(DecideServing instance) {
        told.forEach(each -> instance.decided(each.id(), each.decision()));
        instance.caughtUp();
        instances.add(instance);
    }

    public synchronized void leave(DecideServing instance) {
        instances.remove(instance);
    }

    public synchronized int size() {
        return told.size();
    }

    @Override
    public Prepared withdrawn(Approval approval, String by, String reason) {
        return prepare(approval, new Withdrawal(approval.generation(), by, reason, Instant.EPOCH));
    }

    @Override
    public Prepared restored(Approval approval, String by, String reason) {
        return prepare(approval, null);
    }

    private synchronized Prepared prepare(Approval approval, @Nullable Withdrawal withdrawal) {
        prepared++;
        var decision = new Told("decision-" + prepared, new ServingDecision(approval.name(), withdrawal));
        return new Prepared() {
            @Override
            public String id() {
                return decision.id();
            }

            @Override
            public CompletableFuture<Void> send() {
                return tell(decision);
            }
        };
    }

    private synchronized CompletableFuture<Void> tell(Told decision) {
        if (down) {
            return CompletableFuture.failedFuture(new IOException("the broker is down"));
        }
        told.add(decision);
        instances.forEach(instance -> instance.decided(decision.id(), decision.decision()));
        return CompletableFuture.completedFuture(null);
    }
}
