package dev.millrace.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** ONNX Runtime 1.29.0 kills a JVM whose command line is longer than about 4 kB, without a word. */
class LongCommandLineTests {

    @Test
    void loadsAModelUnderALongCommandLine() throws IOException, InterruptedException {
        var process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dpadding=" + "x".repeat(12_000),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Scores.class.getName()))
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("0.7310");
    }

    /** Started in a JVM of its own. */
    static final class Scores {
        public static void main(String[] arguments) {
            try (Predictor predictor = OnnxPredictor.load(Graphs.sigmoid(), Graphs.manifest())) {
                var row = new Rows(1, List.of(new double[] {1}, new String[] {"blue"}));
                System.out.println(predictor.scores(row)[1]);
            }
        }
    }
}
