package dev.millrace.serving.prediction.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.models.Rows;
import dev.millrace.serving.model.Models;
import dev.millrace.serving.model.Signature;
import dev.millrace.serving.prediction.InputTensors;
import dev.millrace.serving.prediction.RowsBuilder;
import dev.millrace.serving.prediction.UnknownColumns;
import dev.millrace.web.Problem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InferReaderTests {

    private static InferRequest read(String body, ByteBuffer binary) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        try (var json = DialectServlet.parser(bytes, bytes.length)) {
            return new InferReader(json, binary, 3).read();
        }
    }

    private static Rows rows(InferRequest request) {
        return InputTensors.rows(
                request.inputs(), new RowsBuilder(new Signature(Models.SIGNATURE), 3, UnknownColumns.REFUSE));
    }

    private static Rows rows(String body) {
        return rows(read(body, ByteBuffer.allocate(0)));
    }

    @Test
    void readsColumnsFlatOrNestedInAnyOrderOfFields() {
        var rows = rows("""
                {"id": "7", "inputs": [
                  {"data": [[1.5], [2]], "name": "fare", "shape": [2, 1], "datatype": "FP64"},
                  {"name": "shared", "shape": [2], "datatype": "BOOL", "data": [true, null]},
                  {"name": "company", "shape": [2], "datatype": "BYTES", "data": ["Blue", null]}]}""");

        assertThat(rows.numbers(0)).containsExactly(1.5, 2);
        assertThat(rows.numbers(1)).containsExactly(1, Double.NaN);
        assertThat(rows.texts(2)).containsExactly("Blue", "");
    }

    @Test
    void takesNumbersAsTextAndNumbersAsCategories() {
        var rows = rows("""
                {"inputs": [
                  {"name": "fare", "shape": [2], "datatype": "BYTES", "data": ["1.5", "2"]},
                  {"name": "company", "shape": [2], "datatype": "FP32", "data": [29.85, 20]}]}""");

        assertThat(rows.numbers(0)).containsExactly(1.5, 2);
        assertThat(rows.texts(2)).containsExactly("29.85", "20");
    }

    @Test
    void readsTensorsThatFollowInBinaryForm() {
        var binary = ByteBuffer.allocate(4 + 8 + 4 + 5).order(ByteOrder.LITTLE_ENDIAN);
        binary.putFloat(1.5f)
                .putInt(4)
                .put("Blue".getBytes(StandardCharsets.UTF_8))
                .flip();

        var rows = rows(read("""
                {"inputs": [
                  {"name": "fare", "shape": [1], "datatype": "FP32", "parameters": {"binary_data_size": 4}},
                  {"name": "company", "shape": [1], "datatype": "BYTES", "parameters": {"binary_data_size": 8}}]}""", binary));

        assertThat(rows.numbers(0)).containsExactly(1.5);
        assertThat(rows.texts(2)).containsExactly("Blue");
    }

    @Test
    void readsIntegersWithoutASign() {
        var binary = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(-1)
                .flip();

        var rows = rows(read("""
                {"inputs": [
                  {"name": "fare", "shape": [1], "datatype": "UINT64", "parameters": {"binary_data_size": 8}}]}""", binary));

        assertThat(rows.numbers(0)).containsExactly(0x1p64);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"inputs\": [], \"inputs\": []}",
                "{\"id\": \"1\", \"inputs\": [], \"id\": \"1\"}",
                "{\"inputs\": [{\"name\": \"fare\", \"name\": \"fare\"}]}",
                "{\"inputs\": [], \"outputs\": [{\"name\": \"label\", \"name\": \"label\"}]}",
                "{\"parameters\": {\"binary_data_output\": true, \"binary_data_output\": false}, \"inputs\": []}",
            })
    void refusesAFieldThatStandsTwice(String body) {
        var problem = catchThrowableOfType(Problem.class, () -> read(body, ByteBuffer.allocate(0)));

        assertThat(problem).isNotNull();
        assertThat(problem.code()).isEqualTo("JSON_DUPLICATE_KEY");
    }

    @Test
    void knowsWhichOutputsAreAskedForInBinaryForm() {
        var request = read("""
                {"parameters": {"binary_data_output": true},
                 "inputs": [{"name": "fare", "shape": [1], "datatype": "FP64", "data": [1]}],
                 "outputs": [{"name": "label", "parameters": {"binary_data": false}}, {"name": "probabilities"}]}""", ByteBuffer.allocate(0));

        assertThat(request.names()).containsExactly("label", "probabilities");
        assertThat(request.isBinary("label")).isFalse();
        assertThat(request.isBinary("probabilities")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"name\": \"fare\", \"shape\": [2], \"datatype\": \"FP64\", \"data\": [1] | TENSOR_SHAPE",
                "\"name\": \"fare\", \"shape\": [1, 2], \"datatype\": \"FP64\", \"data\": [1, 2] | TENSOR_SHAPE",
                "\"name\": \"fare\", \"shape\": [4], \"datatype\": \"FP64\", \"data\": [1, 2, 3, 4] | BATCH_TOO_LARGE",
                "\"name\": \"fare\", \"shape\": [1], \"datatype\": \"FP65\", \"data\": [1] | DATATYPE_UNKNOWN",
                "\"name\": \"fare\", \"shape\": [1], \"datatype\": \"BYTES\", \"data\": [\"a\"] | FEATURE_TYPE",
                "\"name\": \"fare\", \"shape\": [1], \"datatype\": \"FP64\", \"data\": [null] | FEATURE_NULL",
                "\"name\": \"fare\", \"shape\": [1], \"datatype\": \"FP64\", \"data\": [NaN] | NUMBER_NOT_FINITE",
                "\"name\": \"fair\", \"shape\": [1], \"datatype\": \"FP64\", \"data\": [1] | FEATURE_UNKNOWN",
                "\"name\": \"shared\", \"shape\": [1], \"datatype\": \"BOOL\", \"data\": [true] | FEATURE_MISSING",
                "\"name\": \"fare\", \"shape\": [1], \"datatype\": \"FP64\" | FIELD_MISSING",
                "\"name\": \"fare\", \"shape\": \"1\", \"datatype\": \"FP64\", \"data\": [1] | JSON_TYPE",
            })
    void refuses(String input, String code) {
        var problem = catchThrowableOfType(Problem.class, () -> rows("{\"inputs\": [{" + input + "}]}"));

        assertThat(problem).isNotNull();
        assertThat(problem.code()).isEqualTo(code);
    }
}
