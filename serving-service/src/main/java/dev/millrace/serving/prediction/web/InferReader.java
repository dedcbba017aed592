package dev.millrace.serving.prediction.web;

import dev.millrace.serving.prediction.Datatype;
import dev.millrace.serving.prediction.InputTensor;
import dev.millrace.serving.prediction.Refusals;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads an inference request: JSON, followed by the tensors that it says are in binary form, in their order. */
final class InferReader {

    private static final List<String> FIELDS =
            List.of("name", "datatype", "shape", "data", "parameters", "inputs", "outputs", "id");

    private final JsonParser json;
    private final ByteBuffer binary;
    private final int maxElements;
    private final List<InputTensor> inputs = new ArrayList<>();
    private final List<InferRequest.Wanted> outputs = new ArrayList<>();
    private @Nullable String id;
    private boolean binaryOutput;

    InferReader(JsonParser json, ByteBuffer binary, int maxElements) {
        this.json = json;
        this.binary = binary.order(ByteOrder.LITTLE_ENDIAN);
        this.maxElements = maxElements;
    }

    InferRequest read() {
        if (json.nextToken() == null) {
            throw Refusals.bad("BODY_EMPTY", "A body is required");
        }
        expect(JsonToken.START_OBJECT, "the request");
        int seen = 0;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var name = json.currentName();
            json.nextToken();
            seen = JsonTokens.once(seen, FIELDS, name);
            switch (name) {
                case "id" -> id = json.getValueAsString();
                case "inputs" -> each("inputs", this::input);
                case "outputs" -> each("outputs", this::output);
                case "parameters" -> binaryOutput = isTrue(parameter("binary_data_output"));
                default -> json.skipChildren();
            }
        }
        if (json.nextToken() != null) {
            throw Refusals.bad("JSON_MALFORMED", "Something follows the body's object");
        }
        if (binary.hasRemaining()) {
            throw Refusals.bad("TENSOR_SHAPE", "More bytes follow than the inputs say");
        }
        return new InferRequest(id, inputs, outputs, binaryOutput);
    }

    private void each(String what, Runnable one) {
        expect(JsonToken.START_ARRAY, what);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(JsonToken.START_OBJECT, "each of " + what);
            one.run();
        }
    }

    private void output() {
        String name = null;
        Boolean asBinary = null;
        int seen = 0;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var field = json.currentName();
            json.nextToken();
            seen = JsonTokens.once(seen, FIELDS, field);
            switch (field) {
                case "name" -> name = json.getValueAsString();
                case "parameters" -> {
                    Long flag = parameter("binary_data");
                    asBinary = flag == null ? null : isTrue(flag);
                }
                default -> json.skipChildren();
            }
        }
        outputs.add(new InferRequest.Wanted(required(name, "outputs", "name"), asBinary));
    }

    private void input() {
        String name = null;
        String datatype = null;
        long[] shape = null;
        Long binarySize = null;
        List<@Nullable Object> data = null;
        int seen = 0;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var field = json.currentName();
            json.nextToken();
            seen = JsonTokens.once(seen, FIELDS, field);
            switch (field) {
                case "name" -> name = json.getValueAsString();
                case "datatype" -> datatype = json.getValueAsString();
                case "shape" -> shape = shape();
                case "parameters" -> binarySize = parameter("binary_data_size");
                case "data" -> {
                    data = new ArrayList<>();
                    data(data);
                }
                default -> json.skipChildren();
            }
        }
        var type = Datatype.named(required(datatype, "inputs", "datatype"));
        add(required(name, "inputs", "name"), type, required(shape, "inputs", "shape"), binarySize, data);
    }

    private void add(
            String name,
            Datatype type,
            long[] shape,
            @Nullable Long binarySize,
            @Nullable List<@Nullable Object> data) {
        int count = InputTensor.count(name, shape);
        if (count > maxElements) {
            throw Refusals.tooManyRows(maxElements);
        }
        if (binarySize != null) {
            if (binarySize < 0 || binarySize > binary.remaining()) {
                throw Refusals.shape(name, "binary_data_size is beyond the body");
            }
            var part = binary.slice(binary.position(), binarySize.intValue()).order(ByteOrder.LITTLE_ENDIAN);
            binary.position(binary.position() + binarySize.intValue());
            inputs.add(new InputTensor(name, type, shape, type.read(name, part, count)));
        } else {
            inputs.add(new InputTensor(
                    name, type, shape, required(data, "inputs", "data").toArray()));
        }
    }

    private long[] shape() {
        expect(JsonToken.START_ARRAY, "shape");
        var shape = new ArrayList<Long>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(JsonToken.VALUE_NUMBER_INT, "each of shape");
            shape.add(json.getLongValue());
        }
        return shape.stream().mapToLong(Long::longValue).toArray();
    }

    /** Flat or nested, row by row. */
    private void data(List<@Nullable Object> elements) {
        expect(JsonToken.START_ARRAY, "data");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.START_ARRAY) {
                data(elements);
            } else if (elements.size() == maxElements) {
                throw Refusals.tooManyRows(maxElements);
            } else {
                elements.add(JsonTokens.element(json, "data"));
            }
        }
    }

    /** The value of one parameter, 1 for true; null where it is not there. */
    private @Nullable Long parameter(String wanted) {
        expect(JsonToken.START_OBJECT, "parameters");
        Long found = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var name = json.currentName();
            var value = json.nextToken();
            if (!name.equals(wanted)) {
                json.skipChildren();
            } else if (found != null) {
                throw Refusals.repeated(wanted);
            } else if (value == JsonToken.VALUE_NUMBER_INT) {
                found = json.getLongValue();
            } else {
                found = value == JsonToken.VALUE_TRUE ? 1L : 0L;
            }
        }
        return found;
    }

    private static boolean isTrue(@Nullable Long flag) {
        return flag != null && flag != 0;
    }

    private void expect(JsonToken token, String what) {
        if (json.currentToken() != token) {
            throw Refusals.bad("JSON_TYPE", what + " has the wrong type")
                    .with("expected", JsonTokens.actual(token))
                    .with("actual", JsonTokens.actual(json.currentToken()));
        }
    }

    private static <T> T required(@Nullable T value, String where, String what) {
        if (value == null) {
            throw Refusals.bad("FIELD_MISSING", "Each of " + where + " has a " + what)
                    .with("pointer", "/" + where + "/" + what);
        }
        return value;
    }
}
