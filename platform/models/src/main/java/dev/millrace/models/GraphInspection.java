package dev.millrace.models;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Set;

/**
 * Reads a graph before the runtime does, because the runtime's own checks have been passed by: every tensor at any depth
 * must carry its own data, every operator must be a standard one.
 */
final class GraphInspection {

    private static final Set<String> DOMAINS = Set.of("", "ai.onnx", "ai.onnx.ml");
    private static final int MAX_BYTES = 256 * 1024 * 1024;
    private static final int MAX_NODES = 20_000;
    private static final int MAX_DEPTH = 8;
    private static final long MAX_ELEMENTS = 64L * 1024 * 1024;

    private int nodes;

    private GraphInspection() {}

    /** @throws ModelRefusedException with the rule that the graph breaks */
    static void inspect(byte[] onnx) {
        refuseForeignFormats(onnx);
        if (onnx.length > MAX_BYTES) {
            throw new ModelRefusedException("MODEL_TOO_LARGE", onnx.length + " bytes, limit " + MAX_BYTES);
        }
        var model = parse(onnx);
        if (!model.hasGraph() || model.getGraph().getNodeCount() == 0) {
            throw new ModelRefusedException("MODEL_CORRUPT", "there is no graph in it");
        }
        if (model.getFunctionsCount() > 0 || model.getTrainingInfoCount() > 0) {
            throw new ModelRefusedException("OPERATOR_FORBIDDEN", "functions and training graphs are not run here");
        }
        new GraphInspection().graph(model.getGraph(), 0);
    }

    private static ModelProto parse(byte[] onnx) {
        try {
            return ModelProto.parseFrom(onnx);
        } catch (InvalidProtocolBufferException notOnnx) {
            throw new ModelRefusedException("MODEL_CORRUPT", "not an ONNX model");
        }
    }

    private static void refuseForeignFormats(byte[] content) {
        if (content.length < 4) {
            throw new ModelRefusedException("MODEL_CORRUPT", content.length + " bytes are no model");
        }
        boolean javaObject = (content[0] & 0xff) == 0xac && (content[1] & 0xff) == 0xed;
        boolean pickle = (content[0] & 0xff) == 0x80 && content[1] >= 2 && content[1] <= 5;
        boolean archive = content[0] == 'P' && content[1] == 'K';
        boolean hdf = (content[0] & 0xff) == 0x89 && content[1] == 'H' && content[2] == 'D' && content[3] == 'F';
        if (javaObject || pickle || archive || hdf) {
            throw new ModelRefusedException(
                    "FORMAT_FORBIDDEN", "models are ONNX; formats that can run code are refused");
        }
    }

    private void graph(GraphProto graph, int depth) {
        if (depth > MAX_DEPTH) {
            throw new ModelRefusedException("GRAPH_TOO_LARGE", "subgraphs are deeper than " + MAX_DEPTH);
        }
        graph.getInitializerList().forEach(GraphInspection::tensor);
        graph.getSparseInitializerList().forEach(GraphInspection::sparse);
        for (var node : graph.getNodeList()) {
            node(node, depth);
        }
    }

    private void node(NodeProto node, int depth) {
        nodes++;
        if (nodes > MAX_NODES) {
            throw new ModelRefusedException("GRAPH_TOO_LARGE", "more than " + MAX_NODES + " nodes");
        }
        if (!DOMAINS.contains(node.getDomain())) {
            throw new ModelRefusedException("OPERATOR_FORBIDDEN", node.getDomain() + ":" + node.getOpType());
        }
        for (var attribute : node.getAttributeList()) {
            attribute(attribute, depth);
        }
    }

    private void attribute(AttributeProto attribute, int depth) {
        if (attribute.hasT()) {
            tensor(attribute.getT());
        }
        if (attribute.hasSparseTensor()) {
            sparse(attribute.getSparseTensor());
        }
        attribute.getTensorsList().forEach(GraphInspection::tensor);
        attribute.getSparseTensorsList().forEach(GraphInspection::sparse);
        if (attribute.hasG()) {
            graph(attribute.getG(), depth + 1);
        }
        for (var subgraph : attribute.getGraphsList()) {
            graph(subgraph, depth + 1);
        }
    }

    private static void sparse(SparseTensorProto sparse) {
        if (sparse.hasValues()) {
            tensor(sparse.getValues());
        }
        if (sparse.hasIndices()) {
            tensor(sparse.getIndices());
        }
        elements(sparse.getDimsList());
    }

    private static void tensor(TensorProto tensor) {
        if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL || tensor.getExternalDataCount() > 0) {
            throw new ModelRefusedException("EXTERNAL_DATA_FORBIDDEN", "a tensor refers to a file");
        }
        long elements = elements(tensor.getDimsList());
        long carried = (long) tensor.getRawData().size()
                + tensor.getFloatDataCount()
                + tensor.getInt32DataCount()
                + tensor.getInt64DataCount()
                + tensor.getDoubleDataCount()
                + tensor.getUint64DataCount()
                + tensor.getStringDataCount();
        // Four-bit types pack two elements a byte, complex ones take two numbers an element.
        if (carried * 2 < elements) {
            throw new ModelRefusedException(
                    "TENSOR_SHAPE", "a tensor claims " + elements + " elements and carries " + carried);
        }
    }

    private static long elements(Iterable<Long> dimensions) {
        long elements = 1;
        for (long dimension : dimensions) {
            if (dimension < 0) {
                throw new ModelRefusedException("TENSOR_SHAPE", "a dimension is negative");
            }
            if (dimension > MAX_ELEMENTS || elements * dimension > MAX_ELEMENTS) {
                throw new ModelRefusedException(
                        "MODEL_TOO_LARGE", "a tensor of more than " + MAX_ELEMENTS + " elements");
            }
            elements *= dimension;
        }
        return elements;
    }
}
