package dev.millrace.ingestion.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.Limits;
import dev.millrace.ingestion.dataset.EstablishedColumns.Established;
import dev.millrace.ingestion.dataset.check.CheckLimits;
import dev.millrace.ingestion.dataset.check.FileFormat;
import dev.millrace.ingestion.dataset.check.FileSettings;
import dev.millrace.ingestion.dataset.check.Habits;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A last row that says it is a total, and is one, is told and kept. */
class TotalsTests {

    @TempDir
    Path directory;

    private LocalArtifactStore artifacts;
    private Datasets datasets;

    @BeforeEach
    void open() {
        artifacts = new LocalArtifactStore(directory);
        datasets = new Datasets(artifacts, new Limits(256 << 20, 1 << 30, 2));
    }

    @AfterEach
    void close() {
        datasets.close();
        artifacts.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "region,units,revenue\nNorth,10,100.5\nSouth,20,200.25\nTotal,30,300.75\n",
                "Monat;Umsatz;Anteil\nJan;1.234,50;0,4\nFeb;2.000,25;0,6\nSumme;3.234,75;1,0\n",
                "id,name,amount\n1,a,5\n2,b,6\n,Grand Total,11\n",
                "item,price\nA,\"$1,005.00\"\nB,$7.25\nTotal:,\"$1,012.25\"\n",
                "day,trips\n2024-01-01,5\n2024-01-02,7\n2024-01-03,0\nTotal 2024,12\n",
                "what,share\na,33.33 %\nb,33.33 %\nc,33.33 %\nTOTAL (all),100.00 %\n",
                "what,note,n\na,x,1\nb,y,2\nGesamtsumme,,3\n\n\n",
                "what,mean,n\na,1.5,10\nb,2.5,30\nTotal,2.25,40\n"
            })
    void aTotalAtTheEndIsTold(String csv) {
        assertThat(totals(csv)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oil company,stations\nShell,10\nTotal,12\n",
                "oil company,stations\nShell,10\nBP,20\nTotal,12\n",
                "region,units\nNorth,10\nTotal,10\n",
                "region,units\nNorth,10\nTotal,30\nSouth,20\n",
                "region,units\nNorth,10\nSouth,20\nTotality,30\n",
                "region,units\nNorth,10\nSouth,20\nWest,30\n",
                "region,units\nNorth,0\nSouth,0\nTotal,0\n",
                "region,kind\nNorth,a\nSouth,b\nTotal,c\n"
            })
    void whatOnlyLooksLikeOneIsNot(String csv) {
        assertThat(totals(csv)).isEmpty();
    }

    @Test
    void saysWhichRowAndWhatToDo() {
        assertThat(totals("region,units\nNorth,10\nSouth,\"2,000\"\nTotal,\"2,010\"\n"))
                .containsExactly(
                        "units: The last row, row 3, says 'Total', and its '2,010' is the sum of the column above"
                                + " it; if it is a total and no data, remove it from the file");
    }

    @Test
    void countsTheRowsOfAFileThatIsReadInStretches() {
        int rows = 800_000;

        assertThat(totals("region,units\n" + "North,10\n".repeat(rows) + "Total," + 10 * rows + "\n"))
                .singleElement()
                .asString()
                .contains("row 800001,");
    }

    private List<String> totals(String csv) {
        var receiveFile = new ReceiveFile(artifacts, Uploads.settings(), System::nanoTime);
        try (var file =
                receiveFile.receive(new ByteArrayInputStream(csv.getBytes(UTF_8)), -1, Compression.NONE, null)) {
            var readable = new CheckFile(datasets, CheckLimits.DEFAULT).check(file, FileFormat.CSV, FileSettings.NONE);
            return new ConvertFile(datasets, artifacts)
                    .convert(readable, new Established(Map.of(), Habits.NONE)).reading().columns().stream()
                            .flatMap(column -> column.notes().stream()
                                    .filter(note -> note.code().equals("LAST_ROW_MAY_BE_TOTAL"))
                                    .map(note -> column.name() + ": " + note.detail()))
                            .toList();
        }
    }
}
