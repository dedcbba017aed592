package dev.millrace.serving.model.kafka;

import dev.millrace.contracts.DeployOutcome;
import dev.millrace.contracts.ModelDeployed;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.DirectPublisher;
import dev.millrace.serving.model.Approval;
import dev.millrace.serving.model.Deployment;
import dev.millrace.serving.model.Deployments;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Tells on {@code model.deployed} what became of an approval, sending the same record until the broker has it. What is told
 * after a restart is another event, of this start of the process, with an id of its own.
 */
@Component
class KafkaDeployments implements Deployments, DisposableBean {

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final DirectPublisher publisher;
    private final String instance;
    private final ExecutorService sender = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("deployments").factory());

    KafkaDeployments(DirectPublisher publisher, Environment environment) {
        this.publisher = publisher;
        this.instance = environment.getRequiredProperty("millrace.instance");
    }

    @Override
    public void tell(Deployment deployment) {
        switch (deployment) {
            case Deployment.Serving serving -> send(serving.approval(), toEvent(serving));
            case Deployment.Refused refused -> send(refused.approval(), toEvent(refused));
            case Deployment.Superseded superseded -> {
                // A newer generation is in force, and that has been told.
            }
        }
    }

    private void send(Approval approval, ModelDeployed event) {
        var stamped = publisher.stamp(Topics.MODEL_DEPLOYED, event, null, approval.lineage());
        sender.execute(() -> attempt(stamped));
    }

    private void attempt(DirectPublisher.Stamped event) {
        event.send().exceptionally(unacknowledged -> {
            if (!sender.isShutdown()) {
                CompletableFuture.delayedExecutor(RETRY.toMillis(), TimeUnit.MILLISECONDS, sender)
                        .execute(() -> attempt(event));
            }
            return null;
        });
    }

    private ModelDeployed toEvent(Deployment.Serving serving) {
        var event = event(serving.approval(), DeployOutcome.SERVING);
        event.setLoadMillis(serving.load().toMillis());
        event.setWarmupMillis(serving.warmup().toMillis());
        event.setGoldenRows(serving.goldenRows());
        return event;
    }

    private ModelDeployed toEvent(Deployment.Refused refused) {
        var event = event(refused.approval(), DeployOutcome.REFUSED);
        event.setReason(refused.code() + ": " + refused.detail());
        event.setLoadMillis(refused.load().toMillis());
        return event;
    }

    private ModelDeployed event(Approval approval, DeployOutcome outcome) {
        var event = new ModelDeployed();
        event.setProject(approval.name().project());
        event.setPipeline(approval.pipeline());
        event.setModel(approval.name().model());
        event.setGeneration(approval.generation());
        event.setVersion(approval.version());
        event.setPackageDigest(approval.modelPackage().hex());
        event.setInstance(instance);
        event.setOutcome(outcome);
        return event;
    }

    @Override
    public void destroy() {
        sender.shutdownNow();
    }
}
