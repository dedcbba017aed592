package dev.millrace.validation;

import dev.millrace.artifacts.Digest;
import dev.millrace.contracts.Column;
import dev.millrace.contracts.DataArrived;
import dev.millrace.contracts.Mode;
import dev.millrace.contracts.Part;
import dev.millrace.contracts.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.UUID;

/** Fixture: versions that arrive, as ingestion tells of them. */
record Arrivals(RunningService service, Path directory) {

    /** Stores the rows of a query and tells of them; returns the cascade. */
    String arrive(String dataset, long version, String query) throws Exception {
        var file = directory.resolve(UUID.randomUUID() + ".parquet");
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            statement.execute("COPY (%s) TO '%s' (FORMAT parquet)".formatted(query, file));
        }
        byte[] content = Files.readAllBytes(file);
        var cascade = UUID.randomUUID().toString();
        service.send(Topics.DATA_ARRIVED, of(dataset, version, service.store(content), content.length), cascade);
        return cascade;
    }

    static DataArrived of(String dataset, long version, Digest digest, long bytes) {
        var event = new DataArrived();
        event.setProject("default");
        event.setDataset(dataset);
        event.setVersion(version);
        event.setContentDigest(digest.hex());
        event.setParts(List.of(new Part(digest.hex(), 200L, bytes)));
        event.setFormat("parquet");
        event.setSourceKind("upload");
        event.setSourceName("test");
        event.setMode(Mode.APPEND);
        event.setRows(200);
        event.setBytes(bytes);
        event.setColumns(List.of(new Column("fare", "DOUBLE"), new Column("payment", "STRING")));
        event.setArrivedBy("tester");
        event.setReading(null);
        return event;
    }
}
