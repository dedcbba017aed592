package dev.millrace.ingestion.dataset;

import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.Limits;
import dev.millrace.ingestion.dataset.check.CheckLimits;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What converts a file while it arrives, with two threads. */
abstract class ConvertAheadTest {

    @TempDir
    Path directory;

    LocalArtifactStore artifacts;
    Datasets datasets;
    Workers workers;
    CheckFile checkFile;
    ConvertFile convertFile;
    ReceiveFile receiveFile;
    ConvertAhead convertAhead;

    @BeforeEach
    void open() {
        artifacts = new LocalArtifactStore(directory.resolve("artifacts"));
        datasets = new Datasets(artifacts, new Limits(512 << 20, 0, 1));
        workers = new Workers(2);
        checkFile = new CheckFile(datasets, CheckLimits.DEFAULT);
        convertFile = new ConvertFile(datasets, artifacts);
        receiveFile = new ReceiveFile(artifacts, Uploads.settings(), System::nanoTime);
        convertAhead = new ConvertAhead(checkFile, convertFile, workers);
    }

    @AfterEach
    void close() {
        workers.close();
        datasets.close();
        artifacts.close();
    }
}
