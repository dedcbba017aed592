package dev.millrace.models;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.millrace.models.ModelPackage.Feature;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * One graph from raw columns to one float matrix, in ONNX Runtime on the caller's thread. Training runs its transforms
 * with it, serving whole models; closing waits for calls under way.
 */
public final class OnnxGraph implements AutoCloseable {

    private static final OrtEnvironment ENVIRONMENT =
            OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "millrace");

    private final OrtSession session;
    private final OrtSession.RunOptions running;
    private final List<Feature> signature;
    private final List<GraphInput> inputs;
    private final GraphOutput output;
    private final Set<String> outputs;
    private final ConcurrentLinkedDeque<SingleRow> idle = new ConcurrentLinkedDeque<>();
    private final ReentrantReadWriteLock life = new ReentrantReadWriteLock();
    private boolean closed;

    private OnnxGraph(OrtSession session, List<Feature> signature, List<String> outputs) {
        this.session = session;
        this.running = running();
        this.signature = List.copyOf(signature);
        this.inputs = GraphInput.of(inputs(session), signature);
        this.output = GraphOutput.of(outputs(session), outputs);
        this.outputs = Set.of(output.name());
    }

    /**
     * Inspects and loads a graph.
     *
     * @param outputs names of the float output {@code [n,width]} that {@link #run} gives; of several the first that the graph has
     * @throws ModelRefusedException when it must not or cannot run, or has other inputs than the signature
     */
    public static OnnxGraph load(byte[] onnx, List<Feature> signature, String... outputs) {
        GraphInspection.inspect(onnx);
        var session = open(onnx);
        try {
            return new OnnxGraph(session, signature, List.of(outputs));
        } catch (ModelRefusedException refused) {
            closeQuietly(session);
            throw refused;
        }
    }

    /** Numbers a row of the output. */
    public int width() {
        return output.width();
    }

    /**
     * The output, row by row.
     *
     * @throws IllegalArgumentException when the rows do not have the signature's columns
     * @throws ModelRefusedException when an operator of the graph fails on them
     */
    public float[] run(Rows rows) {
        check(rows);
        life.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the model is closed");
            }
            return switch (rows.size()) {
                case 0 -> new float[0];
                case 1 -> single(rows);
                default -> batch(rows);
            };
        } catch (OrtException failure) {
            throw new ModelRefusedException("MODEL_FAILED", "the model failed on these rows: " + failure.getMessage());
        } finally {
            life.readLock().unlock();
        }
    }

    private float[] single(Rows rows) throws OrtException {
        var place = idle.pollFirst();
        if (place == null) {
            place = new SingleRow(ENVIRONMENT, inputs, output.name(), output.width());
        }
        try {
            float[] values = place.run(session, running, rows);
            idle.offerFirst(place);
            return values;
        } catch (OrtException | RuntimeException failure) {
            place.close();
            throw failure;
        }
    }

    private float[] batch(Rows rows) throws OrtException {
        Map<String, OnnxTensor> tensors = HashMap.newHashMap(inputs.size());
        try {
            for (var input : inputs) {
                tensors.put(input.name(), input.tensor(ENVIRONMENT, rows));
            }
            try (OrtSession.Result result = session.run(tensors, outputs, running)) {
                FloatBuffer buffer = ((OnnxTensor) result.get(0)).getFloatBuffer();
                float[] values = new float[buffer.remaining()];
                buffer.get(values);
                return values;
            }
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private void check(Rows rows) {
        if (rows.width() != signature.size()) {
            throw new IllegalArgumentException(
                    "rows have " + rows.width() + " columns, the signature " + signature.size());
        }
        for (int column = 0; column < signature.size(); column++) {
            boolean text = rows.isText(column);
            int length = text ? rows.texts(column).length : rows.numbers(column).length;
            if (text != GraphInput.isText(signature.get(column)) || length != rows.size()) {
                throw new IllegalArgumentException("column "
                        + signature.get(column).name() + " does not have the type or the length of the signature");
            }
        }
    }

    /**
     * Ends runs that are under way at their next operator, and lets later ones fail: a graph may have a loop that never ends. Closing need
     * not be waited for, and may be under way.
     */
    public void stop() {
        // Not by lock(), which would wait behind a call of close() that waits for these runs.
        if (life.readLock().tryLock()) {
            try {
                if (!closed) {
                    running.setTerminate(true);
                }
            } catch (OrtException failure) {
                throw new IllegalStateException("the model cannot be stopped", failure);
            } finally {
                life.readLock().unlock();
            }
        }
    }

    @Override
    public void close() {
        life.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                idle.forEach(SingleRow::close);
                idle.clear();
                running.close();
                closeQuietly(session);
            }
        } finally {
            life.writeLock().unlock();
        }
    }

    private static OrtSession.RunOptions running() {
        try {
            return new OrtSession.RunOptions();
        } catch (OrtException failure) {
            throw new IllegalStateException("ONNX Runtime cannot be set up", failure);
        }
    }

    private static OrtSession open(byte[] onnx) {
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            return ENVIRONMENT.createSession(onnx, options);
        } catch (OrtException failure) {
            var reason = String.valueOf(failure.getMessage());
            boolean version = reason.contains("opset") || reason.contains("IR version");
            throw new ModelRefusedException(version ? "OPSET_UNSUPPORTED" : "MODEL_CORRUPT", reason);
        }
    }

    private static Map<String, NodeInfo> inputs(OrtSession session) {
        try {
            return session.getInputInfo();
        } catch (OrtException unreadable) {
            throw new ModelRefusedException("SIGNATURE_MISMATCH", "the graph's inputs cannot be read");
        }
    }

    private static Map<String, NodeInfo> outputs(OrtSession session) {
        try {
            return session.getOutputInfo();
        } catch (OrtException unreadable) {
            throw new ModelRefusedException("SIGNATURE_MISMATCH", "the graph's outputs cannot be read");
        }
    }

    private static void closeQuietly(OrtSession session) {
        try {
            session.close();
        } catch (OrtException failure) {
            throw new IllegalStateException("the session does not close", failure);
        }
    }
}
