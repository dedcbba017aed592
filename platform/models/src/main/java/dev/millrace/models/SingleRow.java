package dev.millrace.models;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tensors of one row that are filled again and again, because making sixteen of them costs more than the model. Used by
 * one thread at a time.
 */
final class SingleRow implements AutoCloseable {

    private final OrtEnvironment environment;
    private final List<GraphInput> graph;
    private final FloatBuffer values;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs;
    private final Buffer[] numbers;
    private final String[][] texts;

    SingleRow(OrtEnvironment environment, List<GraphInput> graph, String output, int width) throws OrtException {
        this.environment = environment;
        this.graph = graph;
        this.values = direct(width * Float.BYTES).asFloatBuffer();
        this.inputs = HashMap.newHashMap(graph.size());
        this.numbers = new Buffer[graph.size()];
        this.texts = new String[graph.size()][];
        for (int place = 0; place < numbers.length; place++) {
            var input = graph.get(place);
            long[] shape = {1, input.columns().size()};
            if (input.type() == OnnxJavaType.FLOAT) {
                var floats = direct(input.columns().size() * Float.BYTES).asFloatBuffer();
                numbers[place] = floats;
                inputs.put(input.name(), OnnxTensor.createTensor(environment, floats, shape));
            } else if (!input.isText()) {
                var doubles = direct(input.columns().size() * Double.BYTES).asDoubleBuffer();
                numbers[place] = doubles;
                inputs.put(input.name(), OnnxTensor.createTensor(environment, doubles, shape));
            }
        }
        this.outputs = Map.of(output, OnnxTensor.createTensor(environment, values, new long[] {1, width}));
    }

    float[] run(OrtSession session, Rows row) throws OrtException {
        for (int place = 0; place < numbers.length; place++) {
            if (graph.get(place).isText()) {
                text(place, row);
            } else {
                number(graph.get(place), numbers[place], row);
            }
        }
        session.run(inputs, outputs).close();
        float[] result = new float[values.capacity()];
        values.get(0, result);
        return result;
    }

    private static void number(GraphInput input, Buffer buffer, Rows row) {
        for (int column = 0; column < input.columns().size(); column++) {
            double number = row.numbers(input.columns().get(column))[0];
            if (buffer instanceof DoubleBuffer doubles) {
                doubles.put(column, number);
            } else if (buffer instanceof FloatBuffer floats) {
                floats.put(column, (float) number);
            }
        }
    }

    /** A text's tensor cannot be filled again; it is kept while the text stays the same. */
    private void text(int place, Rows row) throws OrtException {
        var input = graph.get(place);
        String[] text = input.texts(row);
        if (!Arrays.equals(text, texts[place])) {
            OnnxTensor old =
                    inputs.put(input.name(), OnnxTensor.createTensor(environment, text, new long[] {1, text.length}));
            texts[place] = text.clone();
            if (old != null) {
                old.close();
            }
        }
    }

    @Override
    public void close() {
        inputs.values().forEach(OnnxTensor::close);
        outputs.values().forEach(OnnxTensor::close);
    }

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
}
