package dev.millrace.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import dev.millrace.contracts.Mode;
import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnList;
import dev.millrace.datasets.ColumnLists;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.Datasets;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.commit.CommittedAggregates;
import dev.millrace.testing.DocumentedRoutes;
import dev.millrace.testing.RecordedStates;
import dev.millrace.testing.ServiceSettings;
import dev.millrace.values.TruthWords;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on a real broker, registry and document store. */
class IngestionServiceTests {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String CSV = "text/csv";

    @TempDir
    static Path directory;

    private static ConfigurableApplicationContext service;
    private static Arrivals arrivals;
    private static String base;

    @BeforeAll
    static void start() throws Exception {
        Files.createDirectories(inbox());
        service = new SpringApplicationBuilder(IngestionApplication.class, Arrivals.class)
                .run(ServiceSettings.in(directory)
                        .caller("engineer", "engineer", "default", "DATA_ENGINEER,VIEWER")
                        .caller("viewer", "viewer", "default", "VIEWER")
                        .with("millrace.ingestion.upload.limit", "8MB")
                        .with("millrace.ingestion.directory.root", directory.resolve("watched"))
                        .with("millrace.ingestion.directory.every", "50ms")
                        .arguments());
        arrivals = service.getBean(Arrivals.class);
        base = "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void readsWhatTheReleaseBeforeHasStoredAndKeepsWhatALaterOneAdds() {
        var stores = service.getBean(CommittedAggregates.class).byCollection();
        RecordedStates.assertSurvive(
                service,
                stores.keySet(),
                (collection, id) -> storeAnew(Objects.requireNonNull(stores.get(collection)), id));
    }

    private static <S> void storeAnew(AggregateStore<S> store, String id) {
        store.internal(
                "test",
                new Lineage("upgrade", null, 0),
                id,
                state -> Decision.apply(Objects.requireNonNull(state), "stored.anew"));
    }

    @Test
    void documentsEachOfItsRoutesAndNoOther() {
        DocumentedRoutes.assertComplete(service);
    }

    @Test
    void makesAnUploadAVersionAndAnnouncesIt() throws Exception {
        HttpResponse<String> answer = post("trips", CSV, "id,fare\n17031320100,1.5\n2,\n", "X-File-Name", "../a.csv");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(json(answer).at("/version").asInt()).isEqualTo(1);
        assertThat(json(answer).at("/rows").asInt()).isEqualTo(2);
        assertThat(json(answer).at("/duplicate").asBoolean()).isFalse();
        assertThat(json(answer).at("/columns").toString())
                .isEqualTo("[{\"name\":\"id\",\"type\":\"INTEGER\"},{\"name\":\"fare\",\"type\":\"DOUBLE\"}]");
        var event = arrivals.of("trips", 1).getFirst();
        assertThat(event.getVersion()).isEqualTo(1);
        assertThat(event.getMode()).isEqualTo(Mode.APPEND);
        assertThat(event.getProject()).isEqualTo("default");
        assertThat(event.getHop()).isZero();
        assertThat(event.getCausationId()).isNull();
        assertThat(event.getCascadeId()).isEqualTo(json(answer).at("/cascadeId").asString());
        assertThat(event.getContentDigest())
                .isEqualTo(json(answer).at("/digest").asString());
        assertThat(event.getSourceName()).isEqualTo("../a.csv");
        assertThat(event.getArrivedBy()).isEqualTo("engineer");
        assertThat(service.getBean(ArtifactStore.class)
                        .contains(new Digest(event.getParts().getFirst().getDigest())))
                .isTrue();

        JsonNode version = json(get("/v1/datasets/trips/versions/1"));
        assertThat(version.at("/source/name").asString()).isEqualTo("../a.csv");
        assertThat(version.at("/mode").asString()).isEqualTo("append");
        assertThat(json(get("/v1/datasets/trips/versions")).size()).isEqualTo(1);
        assertThat(json(get("/v1/datasets/trips")).at("/versions").asInt()).isEqualTo(1);
        assertThat(get("/v1/datasets").body()).contains("\"trips\"");
        assertNotThere("/v1/datasets/trips/versions/2", "Dataset trips has no version 2, its newest is 1; ./millrace");
        assertNotThere(
                "/v1/datasets/trisp", "There is no dataset trisp, did you mean trips? ./millrace datasets lists");
        assertNotThere("/v1/datasets/trisp/versions/2", "There is no dataset trisp, did you mean trips?");
        assertNotThere("/v1/datasets/nowhere/settings", "There is no dataset nowhere; ./millrace datasets lists");
    }

    private static void assertNotThere(String path, String words) throws Exception {
        var answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).at("/detail").asString()).startsWith(words);
    }

    /** Large enough to be converted while it arrives. */
    @Test
    void takesALargeFileOnceAndNothingOfAFaultyOne() throws Exception {
        int rows = 520_000;
        var csv = "id,fare\n" + "17031320100,1.5\n".repeat(rows);
        var first = post("large", CSV, csv);
        var again = post("large", CSV, csv);
        var faulty = post("large", CSV, csv + "17031320100,1.5,2\n");
        var other = post("large", CSV, csv, "X-Content-SHA256", "0".repeat(64));

        assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
        assertThat(json(first).at("/rows").asInt()).isEqualTo(rows);
        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        assertThat(json(again).at("/duplicate").asBoolean()).isTrue();
        assertThat(code(faulty)).isEqualTo("FIELD_COUNT");
        assertThat(json(faulty).at("/row").asInt()).isEqualTo(rows + 1);
        assertThat(code(other)).isEqualTo("DIGEST_MISMATCH");
        assertThat(json(get("/v1/datasets/large")).at("/versions").asInt()).isEqualTo(1);
    }

    @Test
    void keepsTheWordsForTruthValuesWithTheParts() throws Exception {
        post("churn", CSV, "churn,Churn,known\nYes,NO,true\nNo,YES,False\n");

        var parts = arrivals.of("churn", 1).getFirst().getParts().stream()
                .map(part -> new Digest(part.getDigest()))
                .toList();
        try (var session = service.getBean(Datasets.class).open(parts)) {
            assertThat(session.columns()).extracting(Column::type).containsOnly(ColumnType.BOOLEAN);
            assertThat(session.truthWords("churn")).contains(TruthWords.CAPITALIZED);
            assertThat(session.truthWords("Churn")).contains(TruthWords.CAPITALS);
            assertThat(session.truthWords("known")).isEmpty();
        }
    }

    @Test
    void answersTheSameBytesWithTheSameVersion() throws Exception {
        var first = post("same", CSV, "a,b\n1,2\n");
        var again = post("same", CSV, "a,b\n1,2\n");
        var zipped = send("same", CSV, gzip("a,b\n1,2\n"), "Content-Encoding", "gzip");

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again).at("/duplicate").asBoolean()).isTrue();
        assertThat(json(again).at("/version").asInt()).isEqualTo(1);
        assertThat(json(again).at("/cascadeId")).isEqualTo(json(first).at("/cascadeId"));
        assertThat(zipped.statusCode()).isEqualTo(200);
        post("same", CSV, "a,b\n3,4\n");
        assertThat(arrivals.of("same", 2)).hasSize(2);
    }

    @Test
    void neverDropsTheRequestToReplaceTheRest() throws Exception {
        post("replaced", CSV, "a,b\n1,2\n");
        assertThat(post("replaced?mode=snapshot", CSV, "a,b\n1,2\n").statusCode())
                .isEqualTo(200);
        post("replaced", CSV, "a,b\n3,4\n");

        assertThat(code(post("replaced?mode=snapshot", CSV, "a,b\n1,2\n"))).isEqualTo("SNAPSHOT_KNOWN");
        assertThat(code(post("replaced?mode=snapshot", CSV, "a,b\n3,4\n"))).isEqualTo("SNAPSHOT_KNOWN");
        assertThat(post("replaced?mode=snapshot", CSV, "a,b\n5,6\n").statusCode())
                .isEqualTo(202);
        assertThat(post("replaced?mode=snapshot", CSV, "a,b\n5,6\n").statusCode())
                .isEqualTo(200);
        assertThat(post("replaced", CSV, "a,b\n1,2\n").statusCode()).isEqualTo(200);
    }

    /** Prints the median of each tenth; {@code -Dmillrace.growth=3000} makes it many. */
    @Test
    void costsTheSameForTheLastOfManyVersions() throws Exception {
        int uploads = Integer.getInteger("millrace.growth", 200);
        var tenths = new ArrayList<Double>();
        var nanos = new ArrayList<Long>();
        for (int i = 0; i < uploads; i++) {
            long started = System.nanoTime();
            assertThat(post("many", CSV, "a,b\n" + i + ",x\n").statusCode()).isEqualTo(202);
            nanos.add(System.nanoTime() - started);
            if (nanos.size() == uploads / 10) {
                nanos.sort(null);
                tenths.add(nanos.get(nanos.size() / 2) / 1e6);
                nanos.clear();
            }
        }
        System.out.println("median of each tenth of " + uploads + " uploads in ms: " + tenths);

        assertThat(json(get("/v1/datasets/many")).at("/versions").asInt()).isEqualTo(uploads);
        var first = post("many", CSV, "a,b\n0,x\n");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(json(first).at("/version").asInt()).isEqualTo(1);
        assertThat(code(post("many?mode=snapshot", CSV, "a,b\n1,x\n"))).isEqualTo("SNAPSHOT_KNOWN");
        var page = json(get("/v1/datasets/many/versions?limit=3&before=101"));
        assertThat(page.valueStream().map(version -> version.at("/version").asInt()))
                .containsExactly(100, 99, 98);
        assertThat(tenths.getLast()).isLessThan(3 * tenths.get(1));
    }

    @Test
    void takesInFiveThousandColumnsWithLongNames() throws Exception {
        var names = IntStream.range(0, 5_000).mapToObj("%060d"::formatted).toList();
        var header = "\"" + String.join("\",\"", names) + "\"\n";

        var answer = post("wide", CSV, header + String.join(",", Collections.nCopies(5_000, "1")) + "\n");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        post("wide", CSV, header + String.join(",", Collections.nCopies(5_000, "2.5")) + "\n");

        assertThat(json(answer).at("/columns").size()).isEqualTo(5_000);
        assertThat(json(get("/v1/datasets/wide")).at("/columns").size()).isEqualTo(5_000);
        assertThat(json(get("/v1/datasets/wide/versions/2"))
                        .at("/columns/4999/type")
                        .asString())
                .isEqualTo("DOUBLE");
        var events = arrivals.of("wide", 2);
        assertThat(events.getFirst().getColumns()).isEmpty();
        assertThat(service.getBean(ColumnLists.class)
                        .columns(new ColumnList(List.of(), events.getFirst().getColumnsDigest())))
                .hasSize(5_000)
                .contains(new Column(names.getLast(), ColumnType.INTEGER));
    }

    @Test
    void keepsTheTypesThatADatasetHas() throws Exception {
        post("types", CSV, "a,b,c\n1.5,x,1\n");
        assertThat(json(post("types", CSV, "a,b,c\n2,3,4\n")).at("/columns").toString())
                .contains("\"a\",\"type\":\"DOUBLE\"", "\"b\",\"type\":\"STRING\"", "\"c\",\"type\":\"INTEGER\"");
        assertThat(json(post("types", CSV, "a,b,c\n2,3,4.5\n")).at("/columns").toString())
                .contains("\"c\",\"type\":\"DOUBLE\"");
        assertThat(json(post("types", CSV, "a,b,c\n2,3,5\n")).at("/columns").toString())
                .contains("\"c\",\"type\":\"INTEGER\"");
    }

    @Test
    void tellsHowAFileWasUnderstood() throws Exception {
        var csv = "Kunde;Betrag, netto;Datum\n" + "K1;8659,67;31.01.2011\n".repeat(99) + "K2;unbekannt;NA\n";
        var answer = post("told", CSV, csv);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var reading = json(answer).at("/reading");
        assertThat(reading.at("/delimiter").asString()).isEqualTo(";");
        assertThat(reading.at("/decimal").asString()).isEqualTo(",");
        assertThat(reading.at("/missing/0/text").asString()).isEqualTo("NA");
        assertThat(reading.at("/columns/0/name").asString()).isEqualTo("Betrag, netto");
        assertThat(reading.at("/columns/0/misfits").asInt()).isEqualTo(1);
        assertThat(reading.at("/columns/0/examples/0/row").asInt()).isEqualTo(100);
        assertThat(json(get("/v1/datasets/told/versions/1")).at("/reading")).isEqualTo(reading);
        var told = arrivals.of("told", 1).getFirst().getReading();
        assertThat(told.getColumns().getFirst().getExamples().getFirst().getText())
                .isEqualTo("unbekannt");
        assertThat(told.getColumns().get(1).getForm()).isEqualTo("day.month.year");
    }

    @Test
    void readsAFileAsItsDatasetsSettingsSay() throws Exception {
        post("said", CSV, "zip,n\n12345,-9999\n54321,5\n");
        assertThat(get("/v1/datasets/nobody/settings").statusCode()).isEqualTo(404);
        assertThat(json(get("/v1/datasets/said/settings")).at("/number").asInt())
                .isZero();
        assertThat(code(put("said", "{\"decimal\":\";\"}"))).isEqualTo("SETTING");
        assertThat(code(put("said", "{\"decimals\":\",\"}"))).isEqualTo("UNKNOWN_FIELD");

        var set = put("said", "{\"missing\":[\"-9999\"],\"types\":{\"zip\":\"STRING\"}}");
        assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
        assertThat(json(set).at("/number").asInt()).isEqualTo(1);
        assertThat(json(set).at("/changedBy").asString()).isEqualTo("engineer");
        assertThat(put("said", "{\"missing\":[\"-9999\"],\"types\":{\"zip\":\"STRING\"}}")
                        .body())
                .isEqualTo(set.body());
        assertThat(get("/v1/datasets/said/settings").body()).isEqualTo(set.body());
        var unsettled = json(get("/v1/datasets/said"));
        assertThat(unsettled.at("/columns/0/name").asString()).isEqualTo("zip");
        assertThat(unsettled.at("/settled").asBoolean()).isFalse();

        var again = post("said?mode=snapshot", CSV, "zip,n\n12345,-9999\n54321,5\n");
        assertThat(again.statusCode()).as(again.body()).isEqualTo(202);
        assertThat(json(again).at("/version").asInt()).isEqualTo(2);
        assertThat(json(again).at("/columns/0/type").asString()).isEqualTo("STRING");
        assertThat(json(get("/v1/datasets/said")).at("/settled").asBoolean()).isTrue();
        assertThat(json(again).at("/reading/settings").asInt()).isEqualTo(1);
        assertThat(json(again).at("/reading/missing/0/cells").asInt()).isEqualTo(1);
        assertThat(post("said?mode=snapshot", CSV, "zip,n\n12345,-9999\n54321,5\n")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void flattensNestedObjectsWhereTheUploadSaysSo() throws Exception {
        var nested = "[{\"a\":{\"b\":1}}]";
        var refused = post("nested", "application/json", nested);
        assertThat(code(refused)).isEqualTo("TYPE_UNSUPPORTED");
        assertThat(json(refused).at("/column").asString()).isEqualTo("a");

        var flat = post("nested", "application/json", nested, "X-Flatten", "true");
        assertThat(json(flat).at("/columns/0/name").asString()).isEqualTo("a.b");
    }

    @Test
    void keepsNamesOfFilesInAnyScript() throws Exception {
        assertThat(nameOf("names-extended", "UTF-8''%E6%95%B0%20+%0A.csv")).isEqualTo("数 +\ufffd.csv");
        assertThat(nameOf("names-plain", "50%41.csv")).isEqualTo("50%41.csv");
        assertThat(nameOf("names-broken", "UTF-8''%E6%9.csv")).isEqualTo("UTF-8''%E6%9.csv");
    }

    private static String nameOf(String dataset, String header) throws Exception {
        assertThat(post(dataset, CSV, "a,b\n1,2\n", "X-File-Name", header).statusCode())
                .isEqualTo(202);
        return json(get("/v1/datasets/" + dataset + "/versions/1"))
                .at("/source/name")
                .asString();
    }

    @Test
    void repeatsTheAnswerToARepeatedRequest() throws Exception {
        var first = post("keys", CSV, "a,b\n1,2\n", "Idempotency-Key", "k1");
        var again = post("keys", CSV, "a,b\n1,2\n", "Idempotency-Key", "k1");
        var other = post("keys", CSV, "a,b\n1,3\n", "Idempotency-Key", "k1");

        assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(json(other).at("/code").asString()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void saysWhatIsWrongAndWhereAndKeepsNothing() throws Exception {
        var answer = post("faulty", CSV, "a,b\n1,2\n3\n4,5,6\n");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(answer).at("/code").asString()).isEqualTo("FIELD_COUNT");
        assertThat(json(answer).at("/row").asInt()).isEqualTo(2);
        assertThat(json(answer).at("/line").asInt()).isEqualTo(3);
        assertThat(json(answer).at("/limit").asInt()).isEqualTo(2);
        assertThat(json(answer).at("/actual").asString()).isEqualTo("1");
        assertThat(json(answer).at("/total").asInt()).isEqualTo(2);
        assertThat(json(answer).at("/findings/1/row").asInt()).isEqualTo(3);
        assertThat(get("/v1/datasets/faulty").statusCode()).isEqualTo(404);
        assertThat(code(post("faulty", CSV, ""))).isEqualTo("FILE_EMPTY");
        assertThat(code(post("faulty", CSV, "a,b\n1,2\n", "X-Content-SHA256", "0".repeat(64))))
                .isEqualTo("DIGEST_MISMATCH");
        assertThat(post("faulty", "text/plain", "a,b\n1,2\n").statusCode()).isEqualTo(415);
        assertThat(post("faulty", "application/x-www-form-urlencoded", "a,b\n1,2\n")
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void answersFiveHundredDamagedFiles() throws Exception {
        areAnswered("damaged", new DamagedFiles(2026, everyFormat(DamagedFiles.MADE_UP)));
    }

    @Test
    void answersFiveHundredDamagedFilesOfRealTables() throws Exception {
        var passengers = Files.readString(sharedData("titanic.csv"));
        var trips = Files.readString(sharedData("chicago-taxi.csv"))
                .lines()
                .limit(500)
                .collect(Collectors.joining("\n", "", "\n"));

        areAnswered("damaged-real", new DamagedFiles(13, everyFormat(passengers), everyFormat(trips)));
    }

    private static EveryFormat everyFormat(String csv) throws IOException {
        return EveryFormat.of(csv, service.getBean(Datasets.class), directory.resolve("artifacts"));
    }

    /** Whatever is done to a file, it becomes a whole version or is refused with a code, in time, and leaves nothing behind. */
    private static void areAnswered(String dataset, DamagedFiles files) throws Exception {
        int versions = 0;
        for (int i = 0; i < 500; i++) {
            var file = files.next();
            var answer = send(dataset, file.type, file.body, "Content-Encoding", file.encoding);
            var described = i + ": " + file.done + " " + answer.body();
            assertThat(answer.statusCode()).as(described).isBetween(200, 499);
            if (answer.statusCode() == 202) {
                versions++;
                assertThat(json(answer).at("/version").asInt()).as(described).isEqualTo(versions);
            } else if (answer.statusCode() != 200) {
                assertThat(code(answer)).as(described).matches("[A-Z_]+");
            }
        }
        assertThat(versions).isBetween(25, 475);
        assertThat(json(get("/v1/datasets/" + dataset)).at("/versions").asInt()).isEqualTo(versions);
        for (var event : arrivals.of(dataset, versions)) {
            assertThat(service.getBean(ArtifactStore.class)
                            .contains(new Digest(event.getParts().getFirst().getDigest())))
                    .isTrue();
        }
        try (var left = Files.walk(directory.resolve("artifacts/tmp"))) {
            assertThat(left.filter(Files::isRegularFile).map(Path::getFileName).map(Path::toString))
                    .noneMatch(name -> name.length() >= 36);
        }
    }

    @Test
    void refusesNamesThatAreNone() throws Exception {
        assertThat(code(post("Trips", CSV, "a\n1\n"))).isEqualTo("NAME_INVALID");
        assertThat(code(post("%20%20", CSV, "a\n1\n"))).isEqualTo("NAME_INVALID");
        assertThat(code(post("tr%D0%B5ips", CSV, "a\n1\n"))).isEqualTo("NAME_CHARSET");
        assertThat(post("..%2F..%2Fetc", CSV, "a\n1\n").statusCode()).isBetween(400, 422);
        assertThat(post("a%00b", CSV, "a\n1\n").statusCode()).isBetween(400, 422);
    }

    @Test
    void refusesUploadsThatAreTooLarge() throws Exception {
        var large = new byte[9 << 20];
        var announced = send("large", CSV, large);
        assertThat(announced.statusCode()).isEqualTo(413);
        assertThat(code(announced)).isEqualTo("UPLOAD_TOO_LARGE");

        var chunked = HttpRequest.newBuilder(uri("large"))
                .header("Authorization", "Bearer engineer")
                .header("Content-Type", CSV)
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)));
        assertThat(HTTP.send(chunked.build(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(413);
        assertThat(get("/v1/datasets/large").statusCode()).isEqualTo(404);
        try (var files = Files.walk(directory.resolve("artifacts/tmp"))) {
            assertThat(files.filter(file -> Files.isRegularFile(file) && size(file) > 1 << 20))
                    .isEmpty();
        }
    }

    @Test
    void letsOnlyDataEngineersUpload() throws Exception {
        var request = HttpRequest.newBuilder(uri("closed")).header("Content-Type", CSV);
        var nobody = request.copy().POST(BodyPublishers.ofString("a\n1\n")).build();
        var viewer = request.copy()
                .header("Authorization", "Bearer viewer")
                .POST(BodyPublishers.ofString("a\n1\n"))
                .build();

        assertThat(HTTP.send(nobody, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
        assertThat(HTTP.send(viewer, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
    }

    @Test
    void makesOneVersionOfOneFileThatTwentySendAtOnce() throws Exception {
        var answers = inParallel(20, i -> post("twenty", CSV, "a,b\n1,2\n3,4\n"));

        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202));
        assertThat(answers).extracting(HttpResponse::statusCode).containsOnlyOnce(202);
        assertThat(answers)
                .extracting(answer -> json(answer).at("/version").asInt())
                .containsOnly(1);
        post("twenty", CSV, "a,b\n5,6\n");
        assertThat(arrivals.of("twenty", 2)).hasSize(2);
    }

    @Test
    void numbersAHundredUploadsAtOnceWithoutAGap() throws Exception {
        var answers = inParallel(100, i -> post("hundred", CSV, "a,b\n" + i + ",2\n"));

        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202));
        assertThat(answers)
                .extracting(answer -> json(answer).at("/version").asLong())
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 100).boxed().toList());
        assertThat(arrivals.of("hundred", 100))
                .extracting(event -> event.getVersion())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void takesInWhatIsDroppedIntoTheInbox() throws Exception {
        drop("dropped", "a.csv", "a,b\n1,2\n");
        var event = arrivals.of("dropped", 1).getFirst();
        assertThat(event.getSourceKind()).isEqualTo("directory");
        assertThat(event.getSourceName()).isEqualTo("a.csv");
        assertThat(awaited("done/dropped/a.csv")).isTrue();

        drop("dropped", "bad.csv", "a,b\n1\n");
        assertThat(awaited("failed/dropped/bad.csv")).isTrue();
        var problem = JSON.readTree(Files.readString(directory.resolve("watched/failed/dropped/bad.csv.problem.json")));
        assertThat(problem.at("/code").asString()).isEqualTo("FIELD_COUNT");

        drop("dropped", "a.csv", "a,b\n1,2\n");
        assertThat(awaited("done/dropped/2-a.csv")).isTrue();
        assertThat(json(get("/v1/datasets/dropped")).at("/versions").asInt()).isEqualTo(1);
    }

    @Test
    void takesInTheFilesBehindOneThatCannotBeMoved() throws Exception {
        Files.createDirectories(directory.resolve("watched/done"));
        Files.writeString(directory.resolve("watched/done/aa-stuck"), "in the way of a folder");
        drop("aa-stuck", "a.csv", "a,b\n1,2\n");
        drop("zz-behind", "B.CSV", "a,b\n1,2\n");

        assertThat(awaited("done/zz-behind/B.CSV")).isTrue();
        assertThat(inbox().resolve("aa-stuck/a.csv")).exists();
    }

    @Test
    void takesInTheTaxiTripsExactly() throws Exception {
        Path taxi = sharedData("chicago-taxi.csv");
        Assumptions.assumeTrue(Files.exists(taxi), () -> "skipped: there is no " + taxi);

        var answer = send("taxi", CSV, Files.readAllBytes(taxi));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(json(answer).at("/rows").asInt()).isEqualTo(15_002);
        assertThat(answer.body()).contains("{\"name\":\"pickup_census_tract\",\"type\":\"INTEGER\"}");
    }

    private static Path sharedData(String name) {
        var shared = Objects.requireNonNullElse(System.getenv("MILLRACE_SHARED"), "");
        Assumptions.assumeTrue(!shared.isEmpty(), () -> "skipped: MILLRACE_SHARED names no folder with data/" + name);
        return Path.of(shared).resolve("data").resolve(name);
    }

    private static Path inbox() {
        return directory.resolve("watched/inbox");
    }

    /** As a careful producer does: old enough, and there at once. */
    private static void drop(String dataset, String name, String content) throws IOException {
        var folder = Files.createDirectories(inbox().resolve(dataset));
        var written = Files.writeString(folder.resolve("." + name), content);
        Files.setLastModifiedTime(written, FileTime.from(Instant.EPOCH));
        Files.move(written, folder.resolve(name));
    }

    private static boolean awaited(String path) throws Exception {
        var file = directory.resolve("watched").resolve(path);
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!Files.exists(file) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return Files.exists(file);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            return 0;
        }
    }

    private static List<HttpResponse<String>> inParallel(int count, Upload upload) throws Exception {
        try (var threads = Executors.newFixedThreadPool(count)) {
            List<Callable<HttpResponse<String>>> calls = IntStream.range(0, count)
                    .<Callable<HttpResponse<String>>>mapToObj(i -> () -> upload.send(i))
                    .toList();
            return threads.invokeAll(calls).stream().map(Future::resultNow).toList();
        }
    }

    private static HttpResponse<String> post(String dataset, String type, String body, String... headers)
            throws Exception {
        return send(dataset, type, body.getBytes(UTF_8), headers);
    }

    private static HttpResponse<String> send(String dataset, String type, byte[] body, String... headers)
            throws Exception {
        var request = HttpRequest.newBuilder(uri(dataset))
                .header("Authorization", "Bearer engineer")
                .header("Content-Type", type)
                .timeout(Duration.ofMinutes(1))
                .POST(BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> put(String dataset, String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(base + "/v1/datasets/" + dataset + "/settings"))
                        .header("Authorization", "Bearer engineer")
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Authorization", "Bearer viewer")
                        .build(),
                BodyHandlers.ofString());
    }

    private static URI uri(String dataset) {
        int query = dataset.indexOf('?');
        return query < 0
                ? URI.create(base + "/v1/datasets/" + dataset + "/versions")
                : URI.create(
                        base + "/v1/datasets/" + dataset.substring(0, query) + "/versions" + dataset.substring(query));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    private static String code(HttpResponse<String> answer) {
        return json(answer).at("/code").asString();
    }

    private static byte[] gzip(String text) throws IOException {
        var target = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(target)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return target.toByteArray();
    }

    private interface Upload {
        HttpResponse<String> send(int number) throws Exception;
    }
}
