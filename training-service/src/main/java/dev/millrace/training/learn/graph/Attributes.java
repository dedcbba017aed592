package dev.millrace.training.learn.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.util.List;

/** What operators are told, as protocol buffers want it. */
public final class Attributes {

    private Attributes() {}

    public static AttributeProto number(String name, long value) {
        return of(name, AttributeType.INT).setI(value).build();
    }

    public static AttributeProto text(String name, String value) {
        return of(name, AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    public static AttributeProto texts(String name, List<String> values) {
        var attribute = of(name, AttributeType.STRINGS);
        values.forEach(value -> attribute.addStrings(ByteString.copyFromUtf8(value)));
        return attribute.build();
    }

    public static AttributeProto tensor(String name, TensorProto value) {
        return of(name, AttributeType.TENSOR).setT(value).build();
    }

    /** A list that is filled by the caller. */
    public static AttributeProto.Builder of(String name, AttributeType type) {
        return AttributeProto.newBuilder().setName(name).setType(type);
    }
}
