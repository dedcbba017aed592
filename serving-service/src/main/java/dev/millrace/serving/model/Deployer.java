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
 * Carries out approvals away from the thread that hears of them: the newest of each route, one at a time a route. A version
 * that cannot be loaded is told to be refused and tried again with growing pauses until it can be or another one is approved,
 * because a package may arrive late, storage may be repaired, and a machine may have been out of memory.
 */
public final class Deployer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Deployer.class);

    private static final String UNAVAILABLE = "ARTIFACTS_UNAVAILABLE";
    private static final String NOT_YET = "the files of the version cannot be had yet";

    private final ServedModels served;
    private final DeployModel deployModel;
    private final ModelCache cache;
    private final Deployments deployments;
    private final Readiness readiness;
    private final ModelProperties properties;
    private final ExecutorService loaders;
    private final Map<RouteKey, DeploymentOrder> orders = new ConcurrentHashMap<>();
    private boolean decisionsHeard;

    Deployer(
            ServedModels served,
            DeployModel deployModel,
            ModelCache cache,
            Deployments deployments,
            Readiness readiness,
            ModelProperties properties) {
        this.served = served;
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
        var loads = cache.approvals().stream()
                .map(approval -> CompletableFuture.runAsync(() -> restore(approval), loaders))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(loads).join();
        readiness.restored();
    }

    private void restore(Approval approval) {
        try {
            deployModel.deploy(approval);
        } catch (UnavailableException | RuntimeException failure) {
            log.warn("Cached version {} of {} cannot be loaded", approval.version(), approval.name(), failure);
        }
    }

    /**
     * Takes note of an approval and returns. At the start nothing is loaded before the decisions about serving have been heard of, so
     * that a model that is withdrawn is not answered with until then.
     */
    public synchronized void approve(Approval approval) {
        readiness.ordered(approval);
        if (decisionsHeard) {
            order(approval);
        }
    }

    /** Every decision about serving that there was at the start has been heard of. */
    synchronized void decisionsHeard() {
        decisionsHeard = true;
        readiness.open().forEach(this::order);
    }

    /** Stops answering with a model at once. */
    synchronized void withdraw(ModelName name, Withdrawal withdrawal) {
        deployModel.withdraw(name, withdrawal);
        orders.forEach((route, order) -> {
            if (route.model().equals(name)) {
                order.drop(withdrawal.generation());
            }
        });
        readiness.routes(name).stream()
                .filter(approval -> served.withdrawal(approval).isPresent())
                .forEach(readiness::settled);
    }

    /** Answers with a model again, as soon as it is loaded. */
    synchronized void restore(ModelName name) {
        served.restore(name);
        readiness.routes(name).forEach(this::approve);
    }

    private void order(Approval approval) {
        if (served.withdrawal(approval).isPresent()) {
            readiness.settled(approval);
            return;
        }
        var order = orderFor(approval);
        if (order.want(approval)) {
            loaders.execute(() -> carryOut(order));
        }
    }

    private DeploymentOrder orderFor(Approval approval) {
        return orders.computeIfAbsent(
                approval.route(), first -> new DeploymentOrder(properties.firstRetry(), properties.longestRetry()));
    }

    /** Tries now to answer with a version that is approved, without waiting for the pause between attempts to end. */
    CompletableFuture<Deployment> load(Approval approval) {
        var order = orderFor(approval);
        var outcome = order.outcome();
        order.want(approval);
        loaders.execute(() -> carryOut(order));
        return outcome;
    }

    private void carryOut(DeploymentOrder order) {
        var approval = order.begin();
        if (approval == null) {
            return;
        }
        var deployment = attempt(order, approval);
        if (!(deployment instanceof Deployment.Refused)) {
            if (order.finish(deployment)) {
                loaders.execute(() -> carryOut(order));
            }
        } else if (!loaders.isShutdown()) {
            tryAgain(order, order.fail(deployment));
        }
    }

    private void tryAgain(DeploymentOrder order, Duration pause) {
        if (pause.isZero()) {
            loaders.execute(() -> carryOut(order));
        } else if (order.planRetry()) {
            CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, loaders)
                    .execute(() -> {
                        order.retryBegins();
                        carryOut(order);
                    });
        }
    }

    /** What came of it; what is refused is tried again. */
    private Deployment attempt(DeploymentOrder order, Approval approval) {
        try (var _ = LogContext.of(approval.lineage(), approval.pipeline())) {
            var deployment = deployModel.deploy(approval);
            switch (deployment) {
                case Deployment.Serving serving -> {
                    readiness.settled(approval);
                    deployments.tell(serving);
                }
                case Deployment.Superseded superseded -> readiness.settled(approval);
                case Deployment.Refused refused -> refuse(order, refused);
            }
            return deployment;
        } catch (UnavailableException unavailable) {
            log.warn(
                    "Files of version {} of {} cannot be had yet: {}",
                    approval.version(),
                    approval.name(),
                    unavailable.getMessage());
            var refused = new Deployment.Refused(approval, UNAVAILABLE, NOT_YET, Duration.ZERO);
            if (order.waited().compareTo(properties.fetchLimit()) < 0) {
                readiness.waiting(approval, UNAVAILABLE + ": " + NOT_YET);
            } else {
                refuse(order, refused);
            }
            return refused;
        } catch (RuntimeException | Error defect) {
            log.error("Version {} of {} cannot be loaded", approval.version(), approval.name(), defect);
            var refused = new Deployment.Refused(approval, "LOAD_FAILED", defect.toString(), Duration.ZERO);
            refuse(order, refused);
            return refused;
        }
    }

    private void refuse(DeploymentOrder order, Deployment.Refused refused) {
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
    }

    @Override
    public void close() {
        loaders.shutdownNow();
    }
}
