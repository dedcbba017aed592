package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file read in stretches is understood exactly as in one go, or not at all. */
class CsvStretchesTests {

    private static final CellReader CELLS = new CellReader(MissingTexts.ofCsv(FileSettings.NONE));

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void understandsAFileInStretchesAsInOneGo(int stretches) throws IOException {
        var csv = new StringBuilder("n,t,\"two\nlines\"\n");
        var random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            csv.append(random.nextInt(1_000_000))
                    .append(i % 50 == 0 ? ",NA," : i % 3 == 0 ? ",\"a, \"\"b\"\"\"," : ",word,")
                    .append(i % 997 == 0 ? "x" : "1.5")
                    .append(i % 2 == 0 ? "\n" : "\r\n");
        }

        assertThat(split(csv.toString(), stretches)).contains(whole(csv.toString()));
    }

    /** Values with line feeds: most places at which the file could be cut are inside of one. */
    @Test
    void neverCutsAValue() throws IOException {
        int understood = 0;
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var csv = new StringBuilder("a,b\n");
            for (int i = 0; i < 20; i++) {
                csv.append(i)
                        .append(",\"")
                        .append("x\n".repeat(random.nextInt(4)))
                        .append("\"\n");
            }
            var found = split(csv.toString(), 2);
            understood += found.isPresent() ? 1 : 0;
            assertThat(found.orElse(whole(csv.toString()))).isEqualTo(whole(csv.toString()));
        }
        assertThat(understood).isBetween(1, 199);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b\n1,2\n3\n5,6\n7,8\n",
                "a,b\n1,2\n3,4\n5,\"6\n7,8\n",
                "a,a\n1,2\n3,4\n5,6\n",
                "a,b\n1,2\n3,4\n5,6\r7,8\n",
                "a,b\n",
                "a,b",
                ""
            })
    void leavesAFileWithFaultsToACheckAsAWhole(String csv) throws IOException {
        assertThat(split(csv, 2)).isEmpty();
    }

    @Test
    void takesAFileThatEndsWithEmptyLines() throws IOException {
        var csv = "a,b\n" + "1,2\n".repeat(50) + "\n\n";

        assertThat(split(csv, 2)).contains(whole(csv));
    }

    @Test
    void leavesOutEmptyLinesWhereverTheyStand() throws IOException {
        var csv = "a,b\n" + "1,2\n\n\n".repeat(50);

        assertThat(split(csv, 3)).contains(whole(csv)).hasValueSatisfying(file -> {
            assertThat(file.rows()).isEqualTo(50);
            assertThat(file.emptyLines()).isEqualTo(98);
        });
    }

    @Test
    void leavesOutTheHeaderWhereverItStandsAgain() throws IOException {
        var csv = ("n,t\n" + "1,x\n".repeat(50)).repeat(9);

        assertThat(split(csv, 3)).contains(whole(csv)).hasValueSatisfying(file -> {
            assertThat(file.rows()).isEqualTo(450);
            assertThat(file.headers()).isEqualTo(8);
        });
    }

    private Optional<CheckedFile.Accepted> split(String csv, int count) throws IOException {
        var file = Files.writeString(directory.resolve("file.csv"), csv);
        var stretches = CsvStretches.of(FileContent.of(file), Dialect.STANDARD, CheckLimits.DEFAULT, CELLS);
        if (stretches.isEmpty()) {
            return Optional.empty();
        }
        CheckedFile whole = null;
        for (var rows : stretches.get().rows(count, Files.size(file), List.of())) {
            try (rows) {
                rows.read(Integer.MAX_VALUE);
                whole = whole == null ? rows.outcome() : whole.followedBy(rows.outcome());
            }
        }
        return whole instanceof CheckedFile.Accepted accepted ? Optional.of(accepted) : Optional.empty();
    }

    private static CheckedFile.Accepted whole(String csv) throws IOException {
        return (CheckedFile.Accepted) CsvCheckTests.outcome(CsvCheck.of(
                new ByteArrayInputStream(csv.getBytes(UTF_8)),
                0,
                Dialect.STANDARD,
                CheckLimits.DEFAULT,
                CELLS,
                RowTarget.NONE));
    }
}
