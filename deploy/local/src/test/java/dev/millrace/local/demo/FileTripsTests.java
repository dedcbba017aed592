package dev.millrace.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.local.client.Specification;
import dev.millrace.local.stack.Complaint;
import dev.millrace.pipelines.PipelineSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTripsTests {

    private static final PipelineSpec SPEC = Specification.parse("test", """
                    apiVersion: millrace/v1
                    kind: Pipeline
                    name: tips
                    data:
                      dataset: trips
                      derive:
                        - {name: big_tip, greater: [{column: tips}, {multiply: [{column: fare}, 0.2]}]}
                      label: big_tip
                      exclude: [tips]
                      split: {by: hash, train: 0.7, validation: 0.15, test: 0.15}
                    train:
                      select: auc
                      candidates: [{trainer: logistic-regression}]
                    gates: [{metric: auc, min: 0.6}]
                    monitor: {critical: [fare, payment]}
                    """).spec();

    @TempDir
    private Path directory;

    private FileTrips trips(String csv) throws IOException {
        return new FileTrips(Files.writeString(directory.resolve("trips.csv"), csv), SPEC);
    }

    @Test
    void movesTheCriticalColumnsAndNoOther() throws IOException {
        var rows = IntStream.range(0, 12)
                .mapToObj(row -> "%d,%s,1,7\n".formatted(10 + row % 6, row % 3 == 2 ? "Card" : "Cash"))
                .collect(Collectors.joining());
        var trips = trips("fare,payment,tips,hour\n" + rows);
        var moved = trips.shifted(200);

        assertThat(moved).allSatisfy(row -> {
            assertThat(row.get(0)).isIn("10.85", "11.85", "12.85", "13.85", "14.85", "15.85");
            assertThat(row.subList(2, 4)).containsExactly("1", "7");
        });
        var cards = moved.stream().filter(row -> row.get(1).equals("Card")).count();
        assertThat(cards).as("a third of the rows and half of the rest").isBetween(110L, 160L);
    }

    @Test
    void takesANumberOfFewValuesForAName() throws IOException {
        var trips = trips("fare,payment,tips\n1,Cash,1\n1,Cash,1\n2,Card,1\n");

        assertThat(trips.shifted(100)).extracting(List::getFirst).containsOnly("1", "2");
    }

    @Test
    void leavesMissingNumbersMissing() throws IOException {
        var trips = trips("fare,payment,tips\n,Cash,1\n");

        assertThat(trips.shifted(3)).extracting(List::getFirst).containsOnly("");
    }

    @Test
    void namesTheColumnThatTheFileLacks() {
        assertThatThrownBy(() -> trips("price,payment\n1,Cash\n"))
                .isInstanceOf(Complaint.class)
                .hasMessageContaining("no column fare")
                .hasMessageContaining("--spec");
    }

    @Test
    void knowsTheLabelOfARowFromWhatDerivesIt() throws IOException {
        var rows = new DemoRows(trips("fare,payment,tips\n10,Cash,1\n"), SPEC);

        assertThat(rows.truth(List.of("10", "Cash", "2.01"))).isEqualTo("true");
        assertThat(rows.truth(List.of("10", "Cash", "2"))).isEqualTo("false");
    }

    @Test
    void asksWithoutLabelAndExcludedColumns() {
        var instances = new Instances(List.of("fare", "payment", "tips", "tract"), SPEC);

        assertThat(instances.of(List.of("10.5", "Cash", "2", "17031320100")))
                .containsEntry("fare", 10.5)
                .containsEntry("payment", "Cash")
                .containsEntry("tract", 17_031_320_100L)
                .doesNotContainKey("tips");
    }
}
