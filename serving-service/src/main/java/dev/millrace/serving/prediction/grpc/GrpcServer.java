package dev.millrace.serving.prediction.grpc;

import dev.millrace.security.Callers;
import dev.millrace.serving.prediction.Predict;
import dev.millrace.serving.prediction.PredictionProperties;
import dev.millrace.serving.prediction.RepositoryExtension;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Listens for gRPC beside HTTP. Calls are answered on the event loop: a prediction costs less than a change of threads. */
@Component
class GrpcServer implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(GrpcServer.class);

    private final Server server;
    private volatile boolean running;

    GrpcServer(
            Predict predict,
            RepositoryExtension repository,
            Callers callers,
            PredictionProperties properties,
            ServerProperties http) {
        this.server = NettyServerBuilder.forAddress(
                        new InetSocketAddress(address(http.getAddress()), properties.grpcPort()),
                        InsecureServerCredentials.create())
                .directExecutor()
                .maxInboundMessageSize(Math.toIntExact(properties.maxRequest().toBytes()))
                .intercept(new CallerInterceptor(callers))
                .addService(new InferenceCalls(predict, repository))
                .build();
    }

    private static InetAddress address(@Nullable InetAddress configured) {
        return configured == null ? InetAddress.getLoopbackAddress() : configured;
    }

    int port() {
        return server.getPort();
    }

    @Override
    public void start() {
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen for gRPC", e);
        }
        running = true;
        log.info("Listening for gRPC on port {}", port());
    }

    @Override
    public void stop() {
        server.shutdown();
        try {
            if (!server.awaitTermination(10, TimeUnit.SECONDS)) {
                server.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
