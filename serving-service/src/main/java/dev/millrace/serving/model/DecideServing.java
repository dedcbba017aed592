package dev.millrace.serving.model;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Withdraws models from serving, and puts them back. A decision is told to every instance and takes effect where it is heard, so
 * that all come to the same end in whatever order people decide; the one that was asked answers once it has heard it itself.
 */
public final class DecideServing {

    private static final Logger log = LoggerFactory.getLogger(DecideServing.class);

    private final ServedModels served;
    private final Readiness readiness;
    private final Deployer deployer;
    private final ServingDecisions decisions;
    private final Duration limit;
    private final Map<String, CompletableFuture<Void>> awaited = new ConcurrentHashMap<>();

    DecideServing(
            ServedModels served, Readiness readiness, Deployer deployer, ServingDecisions decisions, Duration limit) {
        this.served = served;
        this.readiness = readiness;
        this.deployer = deployer;
        this.decisions = decisions;
        this.limit = limit;
    }

    /** What came of a request. */
    public sealed interface Outcome {

        /** It is as it was asked to be, on this instance; the others follow. */
        record Done() implements Outcome {}

        /** No version of the model was ever approved. */
        record Unknown() implements Outcome {}

        /** The model is to be answered with, but its version cannot be loaded here; it is tried again. */
        record NotLoaded(int version, String code, String detail) implements Outcome {}

        /** Nobody knows yet whether it will be. */
        record Unconfirmed(String detail) implements Outcome {}
    }

    /** No instance shall answer with the model, until it is put back or another version is approved. */
    public Outcome withdraw(ModelName name, String by, String reason) {
        return newest(name)
                .map(approval -> served.withdrawal(approval).isPresent()
                        ? new Outcome.Done()
                        : decide(decisions.withdrawn(approval, by, reason)))
                .orElseGet(Outcome.Unknown::new);
    }

    /** Every instance shall answer with what is approved; where it is not loaded here, that is tried now. */
    public Outcome restore(ModelName name, String by, String reason) {
        return newest(name)
                .map(approval -> {
                    var decided = served.withdrawal(approval).isPresent()
                            ? decide(decisions.restored(approval, by, reason))
                            : new Outcome.Done();
                    return decided instanceof Outcome.Done ? load(approval) : decided;
                })
                .orElseGet(Outcome.Unknown::new);
    }

    private Optional<Approval> newest(ModelName name) {
        return readiness.newest(name).or(() -> served.approval(name));
    }

    private Outcome decide(ServingDecisions.Prepared decision) {
        var heard = new CompletableFuture<Void>();
        awaited.put(decision.id(), heard);
        try {
            decision.send().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            heard.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new Outcome.Done();
        } catch (ExecutionException unacknowledged) {
            log.warn("A decision about serving is not acknowledged", unacknowledged.getCause());
            return new Outcome.Unconfirmed("The broker does not answer, so it may not be decided");
        } catch (TimeoutException late) {
            return new Outcome.Unconfirmed("It is not known yet whether it is decided");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Outcome.Unconfirmed("This instance is being stopped");
        } finally {
            awaited.remove(decision.id());
        }
    }

    private Outcome load(Approval approval) {
        try {
            return switch (deployer.load(approval).get(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                case Deployment.Serving serving -> new Outcome.Done();
                case Deployment.Superseded superseded ->
                    served.approval(approval.route()).isPresent()
                            ? new Outcome.Done()
                            : new Outcome.Unconfirmed("Somebody decided otherwise meanwhile");
                case Deployment.Refused refused ->
                    new Outcome.NotLoaded(approval.version(), refused.code(), refused.detail());
            };
        } catch (TimeoutException late) {
            return new Outcome.Unconfirmed("It is decided; the version is still being loaded here");
        } catch (ExecutionException defect) {
            throw new IllegalStateException(defect.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Outcome.Unconfirmed("This instance is being stopped");
        }
    }

    /** A decision is heard of, of whichever instance. */
    public void decided(String id, ServingDecision decision) {
        var withdrawal = decision.withdrawal();
        if (withdrawal == null) {
            deployer.restore(decision.name());
        } else {
            deployer.withdraw(decision.name(), withdrawal);
        }
        var heard = awaited.get(id);
        if (heard != null) {
            heard.complete(null);
        }
    }

    /** Every decision that there was at the start has been heard of. */
    public void caughtUp() {
        deployer.decisionsHeard();
    }
}
