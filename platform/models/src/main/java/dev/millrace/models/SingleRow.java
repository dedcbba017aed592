package dev.millrace.models;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tensors of one row that are filled again and again, because making sixteen of them costs more than the model. Used by
 * one thread at a time.
 */
final class SingleRow implements AutoCloseable {

    private final OrtEnvironment environment;
    private final FloatBuffer values;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs;
    private final DoubleBuffer doubles;
    private final int[] doubleColumns;
    private final FloatBuffer floats;
    private final int[] floatColumns;
    private final List<GraphInput> textInputs;
    private final String[][] texts;

    SingleRow(OrtEnvironment environment, List<GraphInput> graph, String output, int width) throws OrtException {
        this.environment = environment;
        this.values = direct(width * Float.BYTES).asFloatBuffer();
        this.inputs = HashMap.newHashMap(graph.size());
        this.doubleColumns = columns(graph, OnnxJavaType.DOUBLE);
        this.doubles = direct(doubleColumns.length * Double.BYTES).asDoubleBuffer();
        this.floatColumns = columns(graph, OnnxJavaType.FLOAT);
        this.floats = direct(floatColumns.length * Float.BYTES).asFloatBuffer();
        this.textInputs = graph.stream().filter(GraphInput::isText).toList();
        this.texts = new String[textInputs.size()][];
        numbers(graph);
        this.outputs = Map.of(output, OnnxTensor.createTensor(environment, values, new long[] {1, width}));
    }

    private static int[] columns(List<GraphInput> graph, OnnxJavaType type) {
        return graph.stream()
                .filter(input -> input.type() == type)
                .flatMap(input -> input.columns().stream())
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The tensors of numbers, each a part of one buffer in the order of the graph's inputs. */
    private void numbers(List<GraphInput> graph) throws OrtException {
        int ofDoubles = 0;
        int ofFloats = 0;
        for (var input : graph) {
            int columns = input.columns().size();
            long[] shape = {1, columns};
            if (input.type() == OnnxJavaType.DOUBLE) {
                var part = doubles.slice(ofDoubles, columns);
                inputs.put(input.name(), OnnxTensor.createTensor(environment, part, shape));
                ofDoubles += columns;
            } else if (input.type() == OnnxJavaType.FLOAT) {
                var part = floats.slice(ofFloats, columns);
                inputs.put(input.name(), OnnxTensor.createTensor(environment, part, shape));
                ofFloats += columns;
            }
        }
    }

    float[] run(OrtSession session, OrtSession.RunOptions running, Rows row) throws OrtException {
        for (int place = 0; place < doubleColumns.length; place++) {
            doubles.put(place, row.numbers(doubleColumns[place])[0]);
        }
        for (int place = 0; place < floatColumns.length; place++) {
            floats.put(place, GraphInput.single(row.numbers(floatColumns[place])[0]));
        }
        for (int place = 0; place < texts.length; place++) {
            text(place, row);
        }
        session.run(inputs, Set.of(), outputs, running).close();
        float[] result = new float[values.capacity()];
        values.get(0, result);
        return result;
    }

    /** A text's tensor cannot be filled again; it is kept while the text stays the same. */
    private void text(int place, Rows row) throws OrtException {
        var input = textInputs.get(place);
        String[] text = input.texts(row);
        if (!Arrays.equals(text, texts[place])) {
            var old = inputs.put(input.name(), OnnxTensor.createTensor(environment, text, new long[] {1, text.length}));
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
