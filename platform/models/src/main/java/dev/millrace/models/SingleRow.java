package dev.millrace.models;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.millrace.models.ModelPackage.Feature;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tensors of one row that are filled again and again, because making sixteen of them costs more than the model. Used by
 * one thread at a time.
 */
final class SingleRow implements AutoCloseable {

    private static final long[] CELL = {1, 1};

    private final OrtEnvironment environment;
    private final List<Feature> signature;
    private final DoubleBuffer numbers;
    private final FloatBuffer values;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs;
    private final String[] texts;

    SingleRow(OrtEnvironment environment, List<Feature> signature, String output, int width) throws OrtException {
        this.environment = environment;
        this.signature = signature;
        this.numbers = direct(signature.size() * Double.BYTES).asDoubleBuffer();
        this.values = direct(width * Float.BYTES).asFloatBuffer();
        this.inputs = HashMap.newHashMap(signature.size());
        this.texts = new String[signature.size()];
        for (int column = 0; column < signature.size(); column++) {
            if (signature.get(column).kind() != Feature.Kind.TEXT) {
                inputs.put(
                        signature.get(column).input(),
                        OnnxTensor.createTensor(environment, numbers.slice(column, 1), CELL));
            }
        }
        this.outputs = Map.of(output, OnnxTensor.createTensor(environment, values, new long[] {1, width}));
    }

    float[] run(OrtSession session, Rows row) throws OrtException {
        for (int column = 0; column < signature.size(); column++) {
            if (row.isText(column)) {
                text(column, row.texts(column)[0]);
            } else {
                numbers.put(column, row.numbers(column)[0]);
            }
        }
        session.run(inputs, outputs).close();
        float[] result = new float[values.capacity()];
        values.get(0, result);
        return result;
    }

    /** A text's tensor cannot be filled again; it is kept while the text stays the same. */
    private void text(int column, String text) throws OrtException {
        if (!text.equals(texts[column])) {
            OnnxTensor old = inputs.put(
                    signature.get(column).input(), OnnxTensor.createTensor(environment, new String[] {text}, CELL));
            texts[column] = text;
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
