package dev.millrace.serving.model;

import dev.millrace.serving.model.DeployModel.UnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out approvals away from the thread that hears of them: the newest of each model, one at a time a model, again
 * and again while files cannot be had.
 */
public final class Deployer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Deployer.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(500);
    private static final Duration LAST_RETRY = Duration.ofSeconds(30);

    private final DeployModel deployModel;
    private final ModelCache cache;
    private final Deployments deployments;
    private final Readiness readiness;
    private final ExecutorService loaders;
    private final Map<ModelName, Approval> wanted = new ConcurrentHashMap<>();
    private final Set<ModelName> busy = ConcurrentHashMap.newKeySet();

    Deployer(DeployModel deployModel, ModelCache cache, Deployments deployments, Readiness readiness, int threads) {
        this.deployModel = deployModel;
        this.cache = cache;
        this.deployments = deployments;
        this.readiness = readiness;
        this.loaders = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("model-loader-", 0).factory());
    }

    /** Loads what was answered with when the process ended. */
    void restore() {
        for (var approval : cache.approvals()) {
            try {
                deployModel.deploy(approval);
            } catch (UnavailableException | RuntimeException failure) {
                log.warn("Cached version {} of {} cannot be loaded", approval.version(), approval.name(), failure);
            }
        }
        readiness.restored();
    }

    /** Takes note of an approval and returns. */
    public void approve(Approval approval) {
        readiness.ordered(approval);
        want(approval);
        loaders.execute(() -> work(approval.name(), FIRST_RETRY));
    }

    private void want(Approval approval) {
        wanted.merge(approval.name(), approval, (before, now) -> now.isNewerThan(before) ? now : before);
    }

    private void work(ModelName name, Duration retry) {
        if (!busy.add(name)) {
            return;
        }
        boolean again = false;
        try {
            for (var next = wanted.remove(name); next != null && !again; next = again ? null : wanted.remove(name)) {
                again = !attempt(next);
                if (again) {
                    want(next);
                }
            }
        } finally {
            busy.remove(name);
        }
        if (again) {
            var longer = retry.multipliedBy(2).compareTo(LAST_RETRY) > 0 ? LAST_RETRY : retry.multipliedBy(2);
            CompletableFuture.delayedExecutor(retry.toMillis(), TimeUnit.MILLISECONDS, loaders)
                    .execute(() -> work(name, longer));
        } else if (wanted.containsKey(name)) {
            loaders.execute(() -> work(name, FIRST_RETRY));
        }
    }

    /** Whether it is done with. */
    private boolean attempt(Approval approval) {
        try {
            var deployment = deployModel.deploy(approval);
            readiness.settled(approval);
            deployments.tell(deployment);
            return true;
        } catch (UnavailableException unavailable) {
            log.warn(
                    "Files of version {} of {} cannot be had yet: {}",
                    approval.version(),
                    approval.name(),
                    unavailable.getMessage());
            readiness.waiting(approval);
            return false;
        } catch (RuntimeException | Error defect) {
            log.error("Version {} of {} cannot be loaded", approval.version(), approval.name(), defect);
            readiness.settled(approval);
            deployments.tell(new Deployment.Refused(approval, "LOAD_FAILED", defect.toString(), Duration.ZERO));
            return true;
        }
    }

    @Override
    public void close() {
        loaders.shutdownNow();
    }
}
