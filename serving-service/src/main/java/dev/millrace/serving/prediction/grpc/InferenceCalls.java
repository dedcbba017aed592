package dev.millrace.serving.prediction.grpc;

import dev.millrace.serving.inference.proto.GRPCInferenceServiceGrpc;
import dev.millrace.serving.inference.proto.ModelInferRequest;
import dev.millrace.serving.inference.proto.ModelInferResponse;
import dev.millrace.serving.inference.proto.ModelMetadataRequest;
import dev.millrace.serving.inference.proto.ModelMetadataResponse;
import dev.millrace.serving.inference.proto.ModelReadyRequest;
import dev.millrace.serving.inference.proto.ModelReadyResponse;
import dev.millrace.serving.inference.proto.ModelRepositoryParameter;
import dev.millrace.serving.inference.proto.RepositoryIndexRequest;
import dev.millrace.serving.inference.proto.RepositoryIndexResponse;
import dev.millrace.serving.inference.proto.RepositoryModelLoadRequest;
import dev.millrace.serving.inference.proto.RepositoryModelLoadResponse;
import dev.millrace.serving.inference.proto.RepositoryModelUnloadRequest;
import dev.millrace.serving.inference.proto.RepositoryModelUnloadResponse;
import dev.millrace.serving.inference.proto.ServerLiveRequest;
import dev.millrace.serving.inference.proto.ServerLiveResponse;
import dev.millrace.serving.inference.proto.ServerMetadataRequest;
import dev.millrace.serving.inference.proto.ServerMetadataResponse;
import dev.millrace.serving.inference.proto.ServerReadyRequest;
import dev.millrace.serving.inference.proto.ServerReadyResponse;
import dev.millrace.serving.model.Lease;
import dev.millrace.serving.model.ModelName;
import dev.millrace.serving.prediction.Choice;
import dev.millrace.serving.prediction.InputTensors;
import dev.millrace.serving.prediction.ModelMetadata;
import dev.millrace.serving.prediction.Predict;
import dev.millrace.serving.prediction.PredictionRequest;
import dev.millrace.serving.prediction.Refusals;
import dev.millrace.serving.prediction.RepositoryExtension;
import dev.millrace.web.Problem;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Open Inference Protocol's gRPC service, over the same predictions as the dialects of HTTP. */
final class InferenceCalls extends GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase {

    private static final Logger log = LoggerFactory.getLogger(InferenceCalls.class);

    private final Predict predict;
    private final RepositoryExtension repository;

    InferenceCalls(Predict predict, RepositoryExtension repository) {
        this.predict = predict;
        this.repository = repository;
    }

    @Override
    public void serverLive(ServerLiveRequest request, StreamObserver<ServerLiveResponse> answer) {
        answer(answer, () -> ServerLiveResponse.newBuilder().setLive(true).build());
    }

    @Override
    public void serverReady(ServerReadyRequest request, StreamObserver<ServerReadyResponse> answer) {
        answer(
                answer,
                () -> ServerReadyResponse.newBuilder()
                        .setReady(predict.isReady())
                        .build());
    }

    @Override
    public void modelReady(ModelReadyRequest request, StreamObserver<ModelReadyResponse> answer) {
        answer(
                answer,
                () -> ModelReadyResponse.newBuilder().setReady(isReady(request)).build());
    }

    private boolean isReady(ModelReadyRequest request) {
        try (var lease = lease(request.getName(), request.getVersion())) {
            return lease.model().approval().version() > 0;
        } catch (Problem absent) {
            return false;
        }
    }

    @Override
    public void serverMetadata(ServerMetadataRequest request, StreamObserver<ServerMetadataResponse> answer) {
        answer(
                answer,
                () -> ServerMetadataResponse.newBuilder()
                        .setName(ModelMetadata.SERVER)
                        .setVersion(ModelMetadata.serverVersion())
                        .addAllExtensions(ModelMetadata.EXTENSIONS)
                        .build());
    }

    @Override
    public void modelMetadata(ModelMetadataRequest request, StreamObserver<ModelMetadataResponse> answer) {
        answer(answer, () -> {
            try (var lease = lease(request.getName(), request.getVersion())) {
                var approval = lease.model().approval();
                return ModelMetadataResponse.newBuilder()
                        .setName(approval.name().model())
                        .addVersions(Integer.toString(approval.version()))
                        .setPlatform(ModelMetadata.PLATFORM)
                        .addAllInputs(tensors(ModelMetadata.inputs(lease.model())))
                        .addAllOutputs(tensors(ModelMetadata.outputs(lease.model())))
                        .putAllProperties(ModelMetadata.properties(lease.model()))
                        .build();
            }
        });
    }

    private static List<ModelMetadataResponse.TensorMetadata> tensors(List<ModelMetadata.Tensor> tensors) {
        return tensors.stream()
                .map(tensor -> ModelMetadataResponse.TensorMetadata.newBuilder()
                        .setName(tensor.name())
                        .setDatatype(tensor.datatype().name())
                        .addAllShape(tensor.shape())
                        .build())
                .toList();
    }

    @Override
    public void modelInfer(ModelInferRequest request, StreamObserver<ModelInferResponse> answer) {
        long started = System.nanoTime();
        answer(answer, () -> {
            try (var asked = asked(request, started)) {
                var rows = asked.rows(null);
                try {
                    var tensors = GrpcTensors.inputs(request, predict.maxRows());
                    var result = asked.answer(InputTensors.rows(tensors, rows));
                    return GrpcTensors.response(request, result);
                } catch (Problem problem) {
                    throw asked.refused(problem);
                }
            }
        });
    }

    @Override
    public void repositoryIndex(RepositoryIndexRequest request, StreamObserver<RepositoryIndexResponse> answer) {
        answer(answer, () -> {
            if (!request.getRepositoryName().isEmpty()) {
                throw Refusals.bad("REPOSITORY_UNKNOWN", "There is one repository of models, and it has no name");
            }
            var response = RepositoryIndexResponse.newBuilder();
            repository
                    .index(CallerInterceptor.CALLER.get().project(), request.getReady())
                    .forEach(entry -> response.addModelsBuilder()
                            .setName(entry.name())
                            .setVersion(entry.version())
                            .setState(entry.state())
                            .setReason(entry.reason()));
            return response.build();
        });
    }

    @Override
    public void repositoryModelLoad(
            RepositoryModelLoadRequest request, StreamObserver<RepositoryModelLoadResponse> answer) {
        answerLater(answer, () -> {
            var caller = CallerInterceptor.CALLER.get();
            var model = model(request.getRepositoryName(), request.getModelName());
            repository.load(
                    new ModelName(caller.project(), model), caller.subject(), reason(request.getParametersMap()));
            return RepositoryModelLoadResponse.newBuilder()
                    .setModelName(model)
                    .setIsLoaded(true)
                    .build();
        });
    }

    @Override
    public void repositoryModelUnload(
            RepositoryModelUnloadRequest request, StreamObserver<RepositoryModelUnloadResponse> answer) {
        answerLater(answer, () -> {
            var caller = CallerInterceptor.CALLER.get();
            var model = model(request.getRepositoryName(), request.getModelName());
            repository.unload(
                    new ModelName(caller.project(), model), caller.subject(), reason(request.getParametersMap()));
            return RepositoryModelUnloadResponse.newBuilder()
                    .setModelName(model)
                    .setIsUnloaded(true)
                    .build();
        });
    }

    /** Triton's clients name the model in the second field, KServe's in the first, which are of one type. */
    private static String model(String first, String second) {
        if (!first.isEmpty() && !second.isEmpty()) {
            throw Refusals.bad("REPOSITORY_UNKNOWN", "There is one repository of models, and it has no name");
        }
        return second.isEmpty() ? first : second;
    }

    private static String reason(Map<String, ModelRepositoryParameter> parameters) {
        for (var name : parameters.keySet()) {
            if (!name.equals(RepositoryExtension.REASON) && !name.equals("unload_dependents")) {
                throw RepositoryExtension.unknownParameter(name);
            }
        }
        return parameters
                .getOrDefault(RepositoryExtension.REASON, ModelRepositoryParameter.getDefaultInstance())
                .getStringParam();
    }

    private PredictionRequest asked(ModelInferRequest request, long started) {
        return predict.ask(choice(request.getModelName(), request.getModelVersion()), started);
    }

    private Lease lease(String model, String version) {
        return predict.lease(choice(model, version));
    }

    private static Choice choice(String model, String version) {
        return Choice.of(CallerInterceptor.CALLER.get().project(), model, version.isEmpty() ? null : version);
    }

    /** For what takes long: the thread of a call is that of the connection, and answers others too. */
    private static <A> void answerLater(StreamObserver<A> observer, Supplier<A> answer) {
        Thread.startVirtualThread(Context.current().wrap(() -> answer(observer, answer)));
    }

    private static <A> void answer(StreamObserver<A> observer, Supplier<A> answer) {
        A result;
        try {
            result = answer.get();
        } catch (Problem problem) {
            observer.onError(status(problem)
                    .withDescription(problem.code() + ": " + problem.getMessage())
                    .asRuntimeException());
            return;
        } catch (RuntimeException defect) {
            log.error("A gRPC call failed", defect);
            observer.onError(Status.INTERNAL
                    .withDescription("INTERNAL: the service failed; its log has the reason")
                    .asRuntimeException());
            return;
        }
        observer.onNext(result);
        observer.onCompleted();
    }

    private static Status status(Problem problem) {
        return switch (problem.status()) {
            case NOT_FOUND, GONE -> Status.NOT_FOUND;
            case SERVICE_UNAVAILABLE -> Status.UNAVAILABLE;
            case CONFLICT -> Status.FAILED_PRECONDITION;
            default -> Status.INVALID_ARGUMENT;
        };
    }
}
