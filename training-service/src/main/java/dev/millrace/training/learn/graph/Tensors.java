package dev.millrace.training.learn.graph;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.util.List;

/** Constants of a graph. */
public final class Tensors {

    private Tensors() {}

    public static TensorProto doubles(double... values) {
        var tensor = of(TensorProto.DataType.DOUBLE, values.length);
        for (double value : values) {
            tensor.addDoubleData(value);
        }
        return tensor.build();
    }

    public static TensorProto scalar(double value) {
        return doubles(value).toBuilder().clearDims().build();
    }

    public static TensorProto scalar(long value) {
        return longs(value).toBuilder().clearDims().build();
    }

    /** Row by row. */
    public static TensorProto matrix(int rows, int columns, float... values) {
        var tensor = of(TensorProto.DataType.FLOAT, rows).addDims(columns);
        for (float value : values) {
            tensor.addFloatData(value);
        }
        return tensor.build();
    }

    public static TensorProto floats(float... values) {
        var tensor = of(TensorProto.DataType.FLOAT, values.length);
        for (float value : values) {
            tensor.addFloatData(value);
        }
        return tensor.build();
    }

    public static TensorProto longs(long... values) {
        var tensor = of(TensorProto.DataType.INT64, values.length);
        for (long value : values) {
            tensor.addInt64Data(value);
        }
        return tensor.build();
    }

    public static TensorProto texts(List<String> values) {
        return strings(values.stream().map(ByteString::copyFromUtf8).toList());
    }

    /** Texts as bytes, in whatever encoding. */
    public static TensorProto strings(List<ByteString> values) {
        return of(TensorProto.DataType.STRING, values.size())
                .addAllStringData(values)
                .build();
    }

    private static TensorProto.Builder of(TensorProto.DataType type, int length) {
        return TensorProto.newBuilder().setDataType(type.getNumber()).addDims(length);
    }
}
