package dev.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipelines.PipelineSpec.Trainer;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The documentation of trainers and metrics says what the parser knows. */
class TrainerDocumentationTests {

    private static final Path PAGE = Path.of("../../docs/pipeline.md");

    @ParameterizedTest
    @EnumSource
    void namesEveryParameterWithItsRangeAndDefault(Trainer trainer) throws IOException {
        var row = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `" + Words.of(trainer) + "` |"))
                .toList();

        assertThat(row).hasSize(1);
        assertThat(List.of(row.getFirst().split("\\|"))
                        .get(3)
                        .replaceAll("\\([^)]*\\)", "")
                        .replace(" ;", ";")
                        .strip())
                .isEqualTo(TrainerParameter.of(trainer).stream()
                        .map(parameter -> "`%s` %s-%s, %s"
                                .formatted(
                                        parameter.name(),
                                        plain(parameter.lowest()),
                                        plain(parameter.highest()),
                                        plain(parameter.standard())))
                        .collect(Collectors.joining("; ")));
        assertThat(List.of(row.getFirst().split("\\|")).get(2).strip())
                .isEqualTo(
                        trainer.tasks().size() == Task.values().length
                                ? "both"
                                : trainer.tasks().contains(Task.REGRESSION) ? "numbers" : "classes");
    }

    @Test
    void namesEveryMetric() throws IOException {
        var page = Files.readString(PAGE);
        var table =
                page.substring(page.indexOf("**Metrics**"), page.indexOf("Metrics and trainers of one specification"));

        assertThat(Metric.keys()).allSatisfy(key -> assertThat(table).contains("`" + key + "`"));
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
