package dev.millrace.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.contracts.Column;
import dev.millrace.contracts.DataArrived;
import dev.millrace.contracts.Mode;
import dev.millrace.ingestion.dataset.AddVersion;
import dev.millrace.ingestion.dataset.Arrival;
import dev.millrace.ingestion.dataset.Compression;
import dev.millrace.ingestion.dataset.FileNames;
import dev.millrace.ingestion.dataset.Request;
import dev.millrace.ingestion.dataset.SentFile;
import dev.millrace.ingestion.dataset.TakeInFile;
import dev.millrace.ingestion.dataset.check.FileFormat;
import dev.millrace.messaging.Envelope;
import dev.millrace.messaging.EventIds;
import dev.millrace.messaging.consume.ParkedRecord;
import dev.millrace.messaging.consume.Parking;
import dev.millrace.messaging.wire.Codec;
import dev.millrace.testing.ServiceSettings;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** Files that a producer outside announces by an event. */
class AnnouncedFilesTests {

    private static final String TRIPS = "fare,paid\n12.5,true\n7,false\n";

    @TempDir
    static Path directory;

    private static Path permitted;
    private static ConfigurableApplicationContext service;
    private static Arrivals arrivals;
    private static Refusals refusals;

    @BeforeAll
    static void start() throws Exception {
        permitted = Files.createDirectories(directory.resolve("permitted/2026")).getParent();
        Files.writeString(permitted.resolve("2026/trips.csv"), TRIPS);
        Files.writeString(permitted.resolve("faulty.csv"), "a,b\n1,2\n3,4,5\n");
        Files.writeString(permitted.resolve("trips.xlsx"), "no such format");
        Files.writeString(directory.resolve("secret.csv"), "secret\n1\n");
        Files.createSymbolicLink(permitted.resolve("leak.csv"), directory.resolve("secret.csv"));
        service = new SpringApplicationBuilder(IngestionApplication.class, Arrivals.class, Refusals.class)
                .run(ServiceSettings.in(directory)
                        .caller("engineer", "engineer", "default", "DATA_ENGINEER")
                        .with("millrace.ingestion.announced.permitted", permitted)
                        .arguments());
        arrivals = service.getBean(Arrivals.class);
        refusals = service.getBean(Refusals.class);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void gatheredRowsBecomeAVersionOnceHoweverOftenTheyAreAnnounced() throws Exception {
        var rows = """
                {"fare":12.0,"kind":"card","day":null,"big_tip":true,"millrace.prediction":"0-a-1","millrace.version":1}
                {"fare":7.5,"kind":"07","day":null,"big_tip":false,"millrace.prediction":"0-a-2","millrace.version":1}
                """;
        var artifact = service.getBean(ArtifactStore.class).put(rows.getBytes(StandardCharsets.UTF_8));
        var event = Outside.announcement("", "trips-feedback", "");
        event.setFile(null);
        event.setAggregateId("monitoring:feedback-batches:default/trips");
        event.setSequence(1);
        event.setEventId(EventIds.of(event.getAggregateId(), 1));
        event.setCascadeId("feedback-1");
        event.setArtifact(artifact.hex());
        event.setContentDigest(artifact.hex());
        event.setFormat("jsonl");
        event.setRows(2);
        event.setSourceKind("feedback");
        event.setSourceName("trips batch 1.jsonl");
        event.setArrivedBy("monitoring");
        announce(event);
        announce(event);
        var other = Outside.announcement("trips-feedback-other", "trips-feedback", "2026/trips.csv");
        announce(other);

        var arrived = arrivals.of("trips-feedback", 4).stream()
                .filter(each -> each.getVersion() > 0)
                .toList();

        assertThat(arrived).hasSize(2);
        assertThat(arrived.getFirst().getCausationId()).isEqualTo(event.getEventId());
        assertThat(arrived.getFirst().getRows()).isEqualTo(2);
        assertThat(arrived.getFirst().getSourceKind()).isEqualTo("feedback");
        assertThat(arrived.getFirst().getArrivedBy()).isEqualTo("monitoring");
        assertThat(arrived.getFirst().getColumns())
                .contains(
                        new Column("fare", "DOUBLE"),
                        new Column("big_tip", "BOOLEAN"),
                        new Column("millrace.version", "INTEGER"));
        assertThat(arrived.getLast().getCausationId()).isEqualTo("trips-feedback-other");
    }

    @Test
    void anArtifactIsNotForProducersOutside() throws Exception {
        var event = Outside.announcement("artifact-1", "artifacts", "2026/trips.csv");
        event.setArtifact("0".repeat(64));
        announce(event);

        assertThat(parkedAs("ARTIFACT_NOT_PERMITTED").reason().detail()).contains("permitted directory");
    }

    @Test
    void anAnnouncedFileBecomesAVersionWithTheEventAsItsCause() throws Exception {
        var event = Outside.announcement("visits-1", "visits", "2026/trips.csv");
        event.setContentDigest(sha256(TRIPS));
        event.setRows(2);
        event.setColumns(List.of(new Column("paid", "BOOLEAN"), new Column("fare", "DOUBLE")));
        event.setCascadeId("nightly 17");
        event.setMode(Mode.SNAPSHOT);
        announce(event);

        var arrived = arrivals.of("visits", 1).getFirst();

        assertThat(arrived.getCausationId()).isEqualTo("visits-1");
        assertThat(arrived.getCascadeId()).isEqualTo("nightly 17");
        assertThat(arrived.getHop()).isEqualTo(1);
        assertThat(arrived.getAggregateId()).isEqualTo("ingestion:datasets:default/visits");
        assertThat(arrived.getVersion()).isEqualTo(1);
        assertThat(arrived.getRows()).isEqualTo(2);
        assertThat(arrived.getMode()).isEqualTo(Mode.SNAPSHOT);
        assertThat(arrived.getSourceKind()).isEqualTo("event");
        assertThat(arrived.getSourceName()).isEqualTo("2026/trips.csv");
        assertThat(arrived.getArrivedBy()).isEqualTo("airflow");
        assertThat(arrived.getFile()).isNull();
    }

    @Test
    void theSameAnnouncementAgainChangesNothingAndOtherBytesAreAnswered() throws Exception {
        var event = Outside.announcement("again-1", "again", "2026/trips.csv");
        announce(event);
        announce(event);
        announce(Outside.announcement("again-2", "again", "2026/trips.csv"));

        var refused = refusals.await("again-2");

        assertThat(refused.getCode()).isEqualTo("ALREADY_KNOWN");
        assertThat(refused.getVersion()).isEqualTo(1);
        assertThat(refused.getDetail()).contains("version 1 of again");
        assertThat(arrivals.of("again", 1)).hasSize(1);
        assertThat(refusals.causedBy("again-1")).isEmpty();
    }

    /** A dataset remembers its newest requests only, and an announcement may come again after any number of them. */
    @Test
    void aFileThatBecameAVersionStaysTakenHoweverManyRequestsFollow() throws Exception {
        announce(Outside.announcement("early-1", "early", "2026/trips.csv"));
        arrivals.of("early", 1);
        var addVersion = service.getBean(AddVersion.class);
        var takeInFile = service.getBean(TakeInFile.class);
        for (int i = 0; i < 80; i++) {
            var bytes = ("fare,paid\n" + i + ",true\n").getBytes(StandardCharsets.UTF_8);
            takeInFile.takeIn(
                    arrival("request " + i), new SentFile(new ByteArrayInputStream(bytes), -1, Compression.NONE, null));
        }
        var source = Envelope.outsideAggregate("airflow", "early-1").getBytes(StandardCharsets.UTF_8);
        var key = "announced default/" + EventIds.sha256(source).substring(0, 32);

        assertThat(addVersion.isDone(arrival(key))).isTrue();
        assertThat(addVersion.isDone(arrival("request 0"))).isTrue();
        assertThat(addVersion.isDone(arrival("another"))).isFalse();
    }

    private static Arrival arrival(String key) {
        return new Arrival(
                "default",
                "early",
                FileFormat.CSV,
                dev.millrace.ingestion.dataset.Mode.APPEND,
                "upload",
                "",
                "engineer",
                Request.starting(key),
                false);
    }

    /** A bad file has one code, however it comes. */
    @ParameterizedTest
    @ValueSource(
            strings = {"faulty.csv", "empty.csv", "header.csv", "twice.jsonl", "cut.parquet", "cut.csv.gz", "pdf.csv"})
    void aBadFileIsRefusedAsItsUploadWouldBe(String name) throws Exception {
        Files.writeString(permitted.resolve("empty.csv"), "");
        Files.writeString(permitted.resolve("header.csv"), "a,b\n");
        Files.writeString(permitted.resolve("twice.jsonl"), "{\"a\":1,\"a\":2}\n");
        Files.writeString(permitted.resolve("cut.parquet"), "PAR1 and no more");
        Files.writeString(permitted.resolve("pdf.csv"), "%PDF-1.7\n");
        Files.write(permitted.resolve("cut.csv.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1});
        var id = UUID.randomUUID().toString();
        announce(Outside.announcement(id, "bad", name));

        var uploaded = JsonMapper.shared().readTree(upload(name).body());

        assertThat(refusals.await(id).getCode()).isEqualTo(uploaded.path("code").asString());
    }

    private static HttpResponse<String> upload(String name) throws Exception {
        var names = FileNames.of(name).orElseThrow();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                        + service.getEnvironment().getProperty("local.server.port") + "/v1/datasets/bad/versions"))
                .header("Authorization", "Bearer engineer")
                .header(
                        "Content-Type",
                        switch (names.format()) {
                            case CSV -> "text/csv";
                            case JSON_LINES -> "application/x-ndjson";
                            case AVRO -> "application/avro";
                            case PARQUET -> "application/vnd.apache.parquet";
                        });
        if (names.compression() == Compression.GZIP) {
            request.header("Content-Encoding", "gzip");
        }
        return HttpClient.newHttpClient()
                .send(
                        request.POST(BodyPublishers.ofFile(permitted.resolve(name)))
                                .build(),
                        BodyHandlers.ofString());
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                refusal("FILE_NOT_FOUND", event -> event.setFile("2026/none.csv"), "announce it then"),
                refusal("FILE_NAME", event -> event.setFile("../secret.csv"), "relative to the permitted directory"),
                refusal("FILE_NAME", event -> event.setFile("/etc/passwd"), "relative to the permitted directory"),
                refusal("FILE_OUTSIDE", event -> event.setFile("leak.csv"), "leads out of the permitted directory"),
                refusal("FILE_UNREADABLE", event -> event.setFile("2026"), "is no file"),
                refusal("FORMAT_UNKNOWN", event -> event.setFile("trips.xlsx"), "Say one of csv"),
                refusal("FORMAT_UNKNOWN", event -> event.setFormat("excel"), "'excel' is none"),
                refusal("DIGEST_MISMATCH", event -> event.setContentDigest("0".repeat(64)), "digest"),
                refusal("ROWS_MISMATCH", event -> event.setRows(3), "The file has 2 rows, and 3 are announced"),
                refusal(
                        "COLUMNS_MISMATCH",
                        event -> event.setColumns(List.of(new Column("fare", "DOUBLE"), new Column("paid", "STRING"))),
                        "Column 'paid' is of type BOOLEAN, and STRING is announced"),
                refusal(
                        "COLUMNS_MISMATCH",
                        event -> event.setColumns(List.of(new Column("fare", "DOUBLE"))),
                        "The file has a column 'paid'"),
                refusal(
                        "COLUMNS_MISMATCH",
                        event -> event.setColumns(List.of(new Column("tip", "DOUBLE"))),
                        "The file has no column 'tip'"));
    }

    private static Arguments refusal(String code, Consumer<DataArrived> change, String words) {
        return Arguments.of(code, change, words);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatIsNotAsAnnouncedIsRefusedInWords(String code, Consumer<DataArrived> change, String words)
            throws Exception {
        var id = UUID.randomUUID().toString();
        var event = Outside.announcement(id, "refused", "2026/trips.csv");
        change.accept(event);
        announce(event);

        var refused = refusals.await(id);

        assertThat(refused.getCode()).isEqualTo(code);
        assertThat(refused.getDetail()).contains(words);
        assertThat(refused.getFile()).isEqualTo(event.getFile());
        assertThat(refused.getProducer()).isEqualTo("airflow");
        assertThat(refused.getHop()).isEqualTo(1);
        assertThat(refused.getVersion()).isNull();
    }

    @Test
    void theFaultsOfAFileAreListed() throws Exception {
        announce(Outside.announcement("faulty-1", "faulty", "faulty.csv"));

        var refused = refusals.await("faulty-1");

        assertThat(refused.getFindings()).first().satisfies(finding -> {
            assertThat(finding.getCode()).isEqualTo(refused.getCode());
            assertThat(finding.getRow()).isEqualTo(2);
        });
    }

    static Stream<Arguments> parked() {
        return Stream.of(
                refusal("FILE_MISSING", event -> event.setFile(null), "Put the file's name"),
                refusal("DATASET_NAME", event -> event.setDataset("Not A Name"), "dataset is 'Not A Name'"),
                refusal(
                        "COLUMN_TYPE",
                        event -> event.setColumns(List.of(new Column("fare", "float64"))),
                        "Column 'fare' is announced as 'float64'. A type is one of"));
    }

    @ParameterizedTest
    @MethodSource("parked")
    void anAnnouncementThatCannotBeAnsweredIsParkedInWords(String code, Consumer<DataArrived> change, String words)
            throws Exception {
        var event = Outside.announcement(UUID.randomUUID().toString(), "parked", "2026/trips.csv");
        change.accept(event);
        announce(event);

        assertThat(parkedAs(code).reason().detail()).contains(words);
    }

    @Test
    void anIdThatWasUsedForAnotherFileIsParked() throws Exception {
        announce(Outside.announcement("twice", "twice", "2026/trips.csv"));
        announce(Outside.announcement("twice", "twice", "faulty.csv"));

        assertThat(parkedAs("EVENT_ID_CONFLICT").reason().detail()).contains("needs an eventId of its own");
        assertThat(arrivals.of("twice", 1)).hasSize(1);
    }

    private static ParkedRecord parkedAs(String code) {
        var parking = service.getBean(Parking.class);
        long end = System.nanoTime() + 60_000_000_000L;
        while (true) {
            var found = parking.list(Set.of("default"), null, null, 100).stream()
                    .filter(record -> record.reason().code().equals(code))
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            assertThat(System.nanoTime()).as("nothing is parked as " + code).isLessThan(end);
        }
    }

    private static void announce(DataArrived event) throws Exception {
        Outside.send(event.getDataset(), Outside.framed(service.getBean(Codec.class), event));
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
