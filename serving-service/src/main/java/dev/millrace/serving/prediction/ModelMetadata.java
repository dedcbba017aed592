package dev.millrace.serving.prediction;

import dev.millrace.serving.model.ServedModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What the Open Inference Protocol tells about server and models, whether over REST or gRPC. */
public final class ModelMetadata {

    public static final String SERVER = "millrace";
    public static final String PLATFORM = "onnxruntime_onnx";
    public static final List<String> EXTENSIONS = List.of("binary_tensor_data", "model_repository");

    /** What TensorFlow Serving calls the way in which a model is asked where nothing else is said. */
    public static final String SIGNATURE = "serving_default";

    private static final long ANY = -1;

    private ModelMetadata() {}

    /** A tensor as announced; -1 for a free dimension. */
    public record Tensor(String name, Datatype datatype, List<Long> shape) {
        public Tensor {
            shape = List.copyOf(shape);
        }
    }

    public static String serverVersion() {
        var version = ModelMetadata.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    public static List<Tensor> inputs(ServedModel model) {
        return model.signature().features().stream()
                .map(feature -> {
                    var datatype = switch (feature.kind()) {
                        case NUMBER -> Datatype.FP64;
                        case BOOLEAN -> Datatype.BOOL;
                        case TEXT, TIME -> Datatype.BYTES;
                    };
                    return new Tensor(feature.name(), datatype, List.of(ANY, 1L));
                })
                .toList();
    }

    /** What the tensors do not tell: the task and, as a JSON list in the order of the probabilities, the classes. */
    public static Map<String, String> properties(ServedModel model) {
        var properties = new LinkedHashMap<String, String>();
        properties.put("task", model.outputs().task().key());
        if (model.isClassifier()) {
            properties.put(
                    "classes",
                    JsonMapper.shared().writeValueAsString(model.outputs().classes()));
        }
        return properties;
    }

    public static List<Tensor> outputs(ServedModel model) {
        return OutputTensor.names(model.isClassifier()).stream()
                .map(name -> switch (name) {
                    case "probabilities" -> new Tensor(name, Datatype.FP64, List.of(ANY, (long) model.scoresPerRow()));
                    case "prediction" ->
                        new Tensor(name, model.isClassifier() ? Datatype.BYTES : Datatype.FP64, List.of(ANY));
                    default -> new Tensor(name, Datatype.BYTES, List.of(ANY));
                })
                .toList();
    }
}
