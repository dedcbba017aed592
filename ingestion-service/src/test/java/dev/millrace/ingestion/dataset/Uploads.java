package dev.millrace.ingestion.dataset;

import java.time.Duration;
import org.springframework.util.unit.DataSize;

/** Settings for tests. */
final class Uploads {

    private Uploads() {}

    static UploadProperties settings() {
        return new UploadProperties(
                DataSize.ofMegabytes(64),
                DataSize.ofMegabytes(256),
                100,
                DataSize.ofKilobytes(1),
                Duration.ofSeconds(30),
                5_000,
                2);
    }
}
