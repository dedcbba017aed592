package dev.millrace.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.pipelines.Task;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestTableTests {

    private static final Outputs TWO = new Outputs(Task.BINARY, List.of("no", "yes"), 0.5);

    private static TestTable table(Outputs outputs, String... scores) {
        return new TestTable(outputs, "row", "label", List.of(scores));
    }

    @Test
    void givesTheFirstOfTwoClassesWhatTheSecondLeaves() {
        var table = table(TWO, "score");

        assertThat(table.truths(new String[] {"yes", "no"})).containsExactly(1, 0);
        assertThat(table.scores(List.of(new double[] {0.75, 0.25}))).containsExactly(0.25f, 0.75f, 0.75f, 0.25f);
    }

    @Test
    void putsTheScoresOfSeveralClassesRowByRow() {
        var table = table(new Outputs(Task.MULTICLASS, List.of("a", "b", "c"), 0), "a", "b", "c");

        assertThat(table.scores(List.of(new double[] {0.5, 0}, new double[] {0.25, 1}, new double[] {0.25, 0})))
                .containsExactly(0.5f, 0.25f, 0.25f, 0, 1, 0);
    }

    @Test
    void readsNumbersAsTheyAre() {
        var table = table(Outputs.number(), "prediction");

        assertThat(table.truths(new String[] {"12.5"})).containsExactly(12.5);
        assertThat(table.scores(List.of(new double[] {11}))).containsExactly(11);
    }

    @Test
    void refusesWhatIsNoAnswer() {
        assertThatThrownBy(() -> table(TWO, "score").truths(new String[] {"no", "maybe"}))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("test prediction 1 has no label");
        assertThatThrownBy(() -> table(Outputs.number(), "prediction").truths(new String[] {"twelve"}))
                .isInstanceOf(ModelRefusedException.class);
        assertThatThrownBy(() -> table(TWO, "score").scores(List.of(new double[] {Double.NaN})))
                .hasMessageContaining("test prediction 0 has no score");
    }
}
