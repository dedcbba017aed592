package dev.millrace.serving.model;

import dev.millrace.artifacts.ArtifactMissingException;
import dev.millrace.artifacts.Digest;
import dev.millrace.models.ModelRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts one approved version in force: fetched, checked, loaded beside the old one and rehearsed, then switched to at
 * once. Whatever fails leaves the old one as it was.
 */
public final class DeployModel {

    private static final Logger log = LoggerFactory.getLogger(DeployModel.class);

    private final ServedModels served;
    private final ModelFetcher fetcher;
    private final ModelCache cache;
    private final Predictors predictors;
    private final Duration rehearsalLimit;
    private final Map<RouteKey, Deployment.Serving> inForce = new ConcurrentHashMap<>();
    private final Set<Digest> rehearsing = ConcurrentHashMap.newKeySet();

    DeployModel(
            ServedModels served,
            ModelFetcher fetcher,
            ModelCache cache,
            Predictors predictors,
            Duration rehearsalLimit) {
        this.served = served;
        this.fetcher = fetcher;
        this.cache = cache;
        this.predictors = predictors;
        this.rehearsalLimit = rehearsalLimit;
    }

    /**
     * A generation that is in force already is told with the figures of when it was loaded.
     *
     * @throws UnavailableException where the artifact store or the disk cannot be used now, which says nothing about the
     *     version
     */
    Deployment deploy(Approval approval) throws UnavailableException {
        if (served.withdrawal(approval).isPresent()) {
            return new Deployment.Superseded(approval);
        }
        var current = inForce.get(approval.route());
        if (current != null && !isServed(current.approval())) {
            // It was withdrawn meanwhile.
            current = null;
        }
        if (current != null && !approval.isNewerThan(current.approval())) {
            return current.approval().generation() == approval.generation()
                    ? current
                    : new Deployment.Superseded(approval);
        }
        long started = System.nanoTime();
        try {
            return deploy(approval, fetcher.fetch(approval.modelPackage()), started);
        } catch (ModelRefusedException refused) {
            return refused(approval, refused.code(), refused, started);
        } catch (ArtifactMissingException missing) {
            return refused(approval, missing.code(), missing, started);
        } catch (IOException | UncheckedIOException unavailable) {
            throw new UnavailableException(unavailable);
        }
    }

    private boolean isServed(Approval approval) {
        return served.approval(approval.route()).filter(approval::equals).isPresent();
    }

    /** Stops answering with the model, now and after a restart without the platform. */
    void withdraw(ModelName name, Withdrawal withdrawal) {
        served.withdraw(name, withdrawal);
        forgetWithdrawn(name);
    }

    private void forgetWithdrawn(ModelName name) {
        try {
            cache.forget(name, approval -> served.withdrawal(approval).isPresent());
        } catch (IOException e) {
            log.error("{} is withdrawn, and cannot be removed from what this instance keeps for a start", name, e);
        }
    }

    private static Deployment refused(Approval approval, String code, Exception cause, long started) {
        return new Deployment.Refused(approval, code, String.valueOf(cause.getMessage()), since(started));
    }

    private Deployment deploy(Approval approval, ModelFetcher.Fetched fetched, long started)
            throws UnavailableException {
        var predictor = predictors.load(fetched.modelPackage(), fetched.graph());
        var model = new ServedModel(approval, fetched.modelPackage(), predictor);
        var load = since(started);
        long rehearsal = System.nanoTime();
        int goldenRows;
        try {
            goldenRows = rehearse(model, fetched);
        } catch (ModelRefusedException | UnavailableException failed) {
            model.release();
            throw failed;
        }
        var warmup = since(rehearsal);
        if (!served.switchTo(model)) {
            return new Deployment.Superseded(approval);
        }
        log.info(
                "Answering with version {} of {} (generation {})",
                approval.version(),
                approval.name(),
                approval.generation());
        var serving = new Deployment.Serving(approval, load, warmup, goldenRows);
        inForce.put(approval.route(), serving);
        remember(approval, fetched);
        return serving;
    }

    /** On a thread of its own, because a graph that never ends cannot be interrupted, only stopped; it holds the model by itself. */
    private int rehearse(ServedModel model, ModelFetcher.Fetched fetched) throws UnavailableException {
        var modelPackage = model.approval().modelPackage();
        if (!rehearsing.add(modelPackage)) {
            throw new ModelRefusedException("WARMUP_TIMEOUT", "an earlier warm-up of this package has not ended yet");
        }
        model.hold();
        var task = new FutureTask<>(() -> {
            try {
                return Rehearsal.perform(model, fetched.golden());
            } finally {
                rehearsing.remove(modelPackage);
                model.release();
            }
        });
        Thread.ofPlatform().daemon().name("rehearsal").start(task);
        try {
            return task.get(rehearsalLimit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            model.predictor().stop();
            throw new ModelRefusedException("WARMUP_TIMEOUT", "not done after " + rehearsalLimit);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof ModelRefusedException refused) {
                throw refused;
            }
            throw new ModelRefusedException("WARMUP_FAILED", String.valueOf(failed.getCause()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UnavailableException(stopped);
        }
    }

    private void remember(Approval approval, ModelFetcher.Fetched fetched) {
        try {
            cache.remember(approval, fetched.files());
        } catch (IOException e) {
            log.error(
                    "Version {} of {} cannot be kept for a start without the platform",
                    approval.version(),
                    approval.name(),
                    e);
        }
        // Between the switch and now it may have been withdrawn.
        if (served.withdrawal(approval).isPresent()) {
            forgetWithdrawn(approval.name());
        }
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** The artifact store or the disk cannot be used now. */
    static final class UnavailableException extends Exception {

        private static final long serialVersionUID = 1L;

        UnavailableException(Exception cause) {
            super(cause);
        }
    }
}
