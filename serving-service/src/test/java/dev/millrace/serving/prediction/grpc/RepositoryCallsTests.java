package dev.millrace.serving.prediction.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.serving.RepositoryStack;
import dev.millrace.serving.ServingStack;
import dev.millrace.serving.inference.proto.GRPCInferenceServiceGrpc;
import dev.millrace.serving.inference.proto.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import dev.millrace.serving.inference.proto.ModelReadyRequest;
import dev.millrace.serving.inference.proto.ModelRepositoryParameter;
import dev.millrace.serving.inference.proto.RepositoryIndexRequest;
import dev.millrace.serving.inference.proto.RepositoryIndexResponse.ModelIndex;
import dev.millrace.serving.inference.proto.RepositoryModelLoadRequest;
import dev.millrace.serving.inference.proto.RepositoryModelUnloadRequest;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryCallsTests {

    private static final String MODEL = "taxi-tips";

    @TempDir
    private static Path folder;

    private static ServingStack stack;
    private static ManagedChannel channel;
    private static GRPCInferenceServiceBlockingStub viewer;
    private static GRPCInferenceServiceBlockingStub deployer;

    @BeforeAll
    static void start() throws IOException {
        stack = RepositoryStack.start(folder);
        channel = ManagedChannelBuilder.forAddress(
                        "127.0.0.1", stack.bean(GrpcServer.class).port())
                .usePlaintext()
                .build();
        viewer = as(ServingStack.READER);
        deployer = as(ServingStack.DEPLOYER);
    }

    @AfterAll
    static void stop() {
        channel.shutdownNow();
        stack.close();
    }

    private static GRPCInferenceServiceBlockingStub as(String token) {
        var headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
        return GRPCInferenceServiceGrpc.newBlockingStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    private static ModelIndex index() {
        return viewer.repositoryIndex(RepositoryIndexRequest.getDefaultInstance())
                .getModels(0);
    }

    @Test
    void unloadsAndLoadsForTheClientsOfTritonAndOfKServe() {
        var unloaded = deployer.repositoryModelUnload(RepositoryModelUnloadRequest.newBuilder()
                .setModelName(MODEL)
                .putParameters(
                        "reason",
                        ModelRepositoryParameter.newBuilder()
                                .setStringParam("it is wrong")
                                .build())
                .build());

        assertThat(unloaded.getIsUnloaded()).isTrue();
        assertThat(index().getState()).isEqualTo("UNAVAILABLE");
        assertThat(index().getReason()).isEqualTo("withdrawn by dora: it is wrong");
        assertThat(viewer.repositoryIndex(RepositoryIndexRequest.newBuilder()
                                .setReady(true)
                                .build())
                        .getModelsCount())
                .isZero();
        assertThat(viewer.modelReady(
                                ModelReadyRequest.newBuilder().setName(MODEL).build())
                        .getReady())
                .isFalse();

        // KServe's request has the model's name where Triton's has the repository's.
        var loaded = deployer.repositoryModelLoad(
                RepositoryModelLoadRequest.newBuilder().setRepositoryName(MODEL).build());

        assertThat(loaded.getModelName()).isEqualTo(MODEL);
        assertThat(loaded.getIsLoaded()).isTrue();
        assertThat(index().getState()).isEqualTo("READY");
        assertThat(index().getReason()).isEmpty();
    }

    @Test
    void letsOnlyDeployersDecide() {
        assertStatus(
                () -> viewer.repositoryModelUnload(RepositoryModelUnloadRequest.newBuilder()
                        .setModelName(MODEL)
                        .build()),
                Status.Code.PERMISSION_DENIED,
                "ROLE_REQUIRED");
        assertStatus(
                () -> as(ServingStack.STRANGER)
                        .repositoryModelLoad(RepositoryModelLoadRequest.newBuilder()
                                .setModelName(MODEL)
                                .build()),
                Status.Code.PERMISSION_DENIED,
                "ROLE_REQUIRED");
        assertStatus(
                () -> as("nobody").repositoryIndex(RepositoryIndexRequest.getDefaultInstance()),
                Status.Code.UNAUTHENTICATED,
                "TOKEN");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertStatus(
                () -> deployer.repositoryModelLoad(RepositoryModelLoadRequest.newBuilder()
                        .setModelName("other")
                        .build()),
                Status.Code.NOT_FOUND,
                "MODEL_NOT_FOUND");
        assertStatus(
                () -> deployer.repositoryModelLoad(RepositoryModelLoadRequest.newBuilder()
                        .setRepositoryName("shelf")
                        .setModelName(MODEL)
                        .build()),
                Status.Code.INVALID_ARGUMENT,
                "REPOSITORY_UNKNOWN");
        assertStatus(
                () -> deployer.repositoryModelLoad(RepositoryModelLoadRequest.newBuilder()
                        .setModelName(MODEL)
                        .putParameters("config", ModelRepositoryParameter.getDefaultInstance())
                        .build()),
                Status.Code.INVALID_ARGUMENT,
                "PARAMETER_UNKNOWN");
    }

    private static void assertStatus(ThrowingCallable call, Status.Code code, String text) {
        assertThatExceptionOfType(StatusRuntimeException.class)
                .isThrownBy(call)
                .satisfies(refused -> assertThat(refused.getStatus().getCode()).isEqualTo(code))
                .withMessageContaining(text);
    }
}
