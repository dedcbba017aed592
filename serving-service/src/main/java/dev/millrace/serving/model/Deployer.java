package dev.millrace.serving.model;

import dev.millrace.messaging.trail.LogContext;
import dev.millrace.serving.model.DeployModel.UnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out approvals away from the thread that hears of them: the newest of each model, one at a time a model. A version
 * that cannot be loaded is told to be refused and tried again with growing pauses until it can be or another one is approved,
 * because a package may arrive late, storage may be repaired, and a machine may have been out of memory.
 */
public final class Deployer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Deployer.class);

    private final DeployModel deployModel;
    private final ModelCache cache;
    private final Deployments deployments;
    private final Readiness readiness;
    private final ModelProperties properties;
    private final ExecutorService loaders;
    private final Map<ModelName, DeploymentOrder> orders = new ConcurrentHashMap<>();

    Deployer(
            DeployModel deployModel,
            ModelCache cache,
            Deployments deployments,
            Readiness readiness,
            ModelProperties properties) {
        this.deployModel = deployModel;
        this.cache = cache;
        this.deployments = deployments;
        this.readiness = readiness;
        this.properties = properties;
        this.loaders = Executors.newFixedThreadPool(
                properties.loaders(),
                Thread.ofPlatform().daemon().name("model-loader-", 0).factory());
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
        var order = orders.computeIfAbsent(
                approval.name(), first -> new DeploymentOrder(properties.firstRetry(), properties.longestRetry()));
        if (order.want(approval)) {
            loaders.execute(() -> carryOut(order));
        }
    }

    private void carryOut(DeploymentOrder order) {
        var approval = order.begin();
        if (approval == null) {
            return;
        }
        if (attempt(order, approval)) {
            if (order.finish(approval)) {
                loaders.execute(() -> carryOut(order));
            }
        } else if (!loaders.isShutdown()) {
            var pause = order.fail(approval);
            CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, loaders)
                    .execute(() -> carryOut(order));
        }
    }

    /** Whether the approval is done with. */
    private boolean attempt(DeploymentOrder order, Approval approval) {
        try (var _ = LogContext.of(approval.lineage(), approval.pipeline())) {
            return switch (deployModel.deploy(approval)) {
                case Deployment.Serving serving -> {
                    readiness.settled(approval);
                    deployments.tell(serving);
                    yield true;
                }
                case Deployment.Superseded superseded -> {
                    readiness.settled(approval);
                    yield true;
                }
                case Deployment.Refused refused -> refuse(order, refused);
            };
        } catch (UnavailableException unavailable) {
            log.warn(
                    "Files of version {} of {} cannot be had yet: {}",
                    approval.version(),
                    approval.name(),
                    unavailable.getMessage());
            readiness.waiting(approval, "ARTIFACTS_UNAVAILABLE: the files of the version cannot be had yet");
            return false;
        } catch (RuntimeException | Error defect) {
            log.error("Version {} of {} cannot be loaded", approval.version(), approval.name(), defect);
            return refuse(order, new Deployment.Refused(approval, "LOAD_FAILED", defect.toString(), Duration.ZERO));
        }
    }

    private boolean refuse(DeploymentOrder order, Deployment.Refused refused) {
        var approval = refused.approval();
        readiness.refused(approval, refused.code() + ": " + refused.detail());
        if (order.isNews(approval, refused.code())) {
            log.warn(
                    "Generation {} of {} is refused, and will be tried again: {} {}",
                    approval.generation(),
                    approval.name(),
                    refused.code(),
                    refused.detail());
            deployments.tell(refused);
        }
        return false;
    }

    @Override
    public void close() {
        loaders.shutdownNow();
    }
}
