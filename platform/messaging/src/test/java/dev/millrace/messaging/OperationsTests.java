package dev.millrace.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.messaging.KernelApplication.Batches;
import dev.millrace.messaging.KernelApplication.Note;
import dev.millrace.messaging.KernelApplication.Tally;
import dev.millrace.messaging.KernelApplication.Troubles;
import dev.millrace.messaging.consume.MemoryParking;
import dev.millrace.messaging.consume.ParkedRecord;
import dev.millrace.messaging.consume.Parking;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** What an operator sees and does over HTTP when records cannot be handled, events were lost or the store is away. */
@TestInstance(Lifecycle.PER_CLASS)
class OperationsTests {

    private static final String DLT = "data.arrived.operations.dlt";

    private final HttpClient http = HttpClient.newHttpClient();
    private Surroundings surroundings;
    private ConfigurableApplicationContext service;
    private AggregateStore<Tally> tallies;
    private Wire wire;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        surroundings = new EmbeddedSurroundings(directory.resolve("documents"));
        createParkingTopic();
        service = KernelApplication.start(
                surroundings,
                "operations",
                "server.port=0",
                "server.address=127.0.0.1",
                "millrace.security.tokens-file=" + tokens(directory),
                "millrace.security.public-paths=/openapi.json",
                "springdoc.api-docs.path=/openapi.json",
                "millrace.messaging.handler-timeout=2s",
                "kernel.batches=true");
        tallies = service.getBean(Aggregates.class).of(KernelApplication.TALLIES);
        wire = new Wire(surroundings);
    }

    @AfterAll
    void stop() {
        wire.close();
        service.close();
        surroundings.close();
    }

    @Test
    void showsAParkedRecordAndHandlesItWhenAsked() throws Exception {
        var broken = new AtomicBoolean(true);
        refuse("mended", broken);
        var id = parkArrival("mended");

        assertThat(get("/v1/parked", "viewer").body()).contains("\"id\":\"" + id + "\"", "\"total\":");
        assertThat(get("/v1/parked/" + id, "viewer").body())
                .contains("HANDLER_FAILED")
                .contains("\"key\":\"" + base64("mended") + "\"")
                .contains("\"decoded\":{", "\"dataset\":\"mended\"", "\"undecodable\":null");
        assertThat(post("/v1/parked/" + id + "/retry", "viewer").statusCode()).isEqualTo(403);
        assertThat(post("/v1/parked/" + id + "/retry", "admin").body())
                .contains("\"status\":\"PARKED\"", "\"attempts\":1");
        broken.set(false);
        assertThat(post("/v1/parked/" + id + "/retry", "admin").body()).contains("\"status\":\"HANDLED\"");

        assertThat(tally("mended").versions()).containsExactly(1L);
        assertThat(get("/v1/parked", "viewer").body()).doesNotContain(id);
        assertThat(post("/v1/parked/" + id + "/retry", "admin").statusCode()).isEqualTo(404);
        assertThat(get("/v1/audit?aggregate=operations:parked:" + id, "chief").body())
                .contains("\"verified\":true")
                .containsSubsequence("record.parked", "record.retried", "record.handled")
                .contains("\"actor\":\"ada\"");
    }

    @Test
    void discardsAParkedRecordAndSaysWhoDidIt() throws Exception {
        refuse("given-up", new AtomicBoolean(true));
        var id = parkArrival("given-up");

        assertThat(post("/v1/parked/" + id + "/discard", "viewer").statusCode()).isEqualTo(403);
        assertThat(post("/v1/parked/" + id + "/discard", "admin").body()).contains("REASON_REQUIRED");
        assertThat(discard(id).body())
                .contains("\"status\":\"DISCARDED\"", "\"treatment\":{\"by\":\"ada\",\"reason\":\"no use\"}");
        var again = discard(id);

        assertThat(again.statusCode()).isEqualTo(404);
        assertThat(again.body()).contains("PARKED_UNKNOWN", id, "GET /v1/parked");
        assertThat(tallies.find("default/given-up")).isEmpty();
        assertThat(get("/v1/audit?aggregate=operations:parked:" + id, "chief").body())
                .containsSubsequence("record.parked", "\"actor\":\"ada\",\"action\":\"record.discarded\"");
    }

    @Test
    void showsNothingOfAnotherProject() throws Exception {
        refuse("ours", new AtomicBoolean(true));
        var id = parkArrival("ours");

        assertThat(get("/v1/parked", "stranger").body()).doesNotContain(id);
        assertThat(get("/v1/parked/" + id, "stranger").statusCode()).isEqualTo(404);
        assertThat(post("/v1/parked/" + id + "/retry", "stranger").statusCode()).isEqualTo(404);
        assertThat(post("/v1/parked/" + id + "/discard", "stranger").statusCode())
                .isEqualTo(404);
        assertThat(get("/v1/parked/" + id, "viewer").body()).contains("\"status\":\"PARKED\"");

        wire.send(Events.arrived("audited", 1));
        wire.read("data.validated", 1, each -> keyOf(each).equals("audited"));
        var audit = "/v1/audit?aggregate=operations:tallies:default/audited";
        assertThat(get(audit, "auditor").body()).contains("\"verified\":true");
        assertThat(get(audit, "stranger").statusCode()).isEqualTo(404);
        assertThat(get(audit + "&before=9&limit=1", "auditor").body())
                .contains("\"verified\":true", "\"revision\":", "\"records\":[{");
        assertThat(get(audit + "&before=0", "auditor").statusCode()).isEqualTo(400);
        assertThat(get(audit + "&limit=0", "auditor").statusCode()).isEqualTo(400);
    }

    @Test
    void showsWhatHasNoProjectToAdministratorsOfAnyProject() throws Exception {
        wire.send("data.arrived", "unreadable", "no event".getBytes(StandardCharsets.UTF_8));
        wire.read(DLT, 1, each -> keyOf(each).equals("unreadable"));
        var id = parked("unreadable").id();

        assertThat(get("/v1/parked", "viewer").body()).doesNotContain(id);
        assertThat(get("/v1/parked/" + id, "viewer").statusCode()).isEqualTo(404);
        assertThat(get("/v1/parked", "admin").body()).contains(id);
        assertThat(get("/v1/parked/" + id, "stranger").body())
                .contains("NOT_AVRO_FRAMED", "\"decoded\":null")
                .doesNotContain("\"undecodable\":null");
        assertThat(get("/v1/audit?aggregate=operations:parked:" + id, "auditor").statusCode())
                .isEqualTo(404);
    }

    @Test
    void tellsHowItIsAndWhatWantsAPerson() throws Exception {
        refuse("wanting", new AtomicBoolean(true));
        parkArrival("wanting");

        Await.until(() -> summary("viewer").contains("\"code\":\"PARKED\""));
        Await.until(() -> summary("viewer").contains("\"lag\":0"));
        assertThat(summary("viewer"))
                .contains("\"service\":\"operations\"", "\"instance\":\"operations-1\"", "\"ready\":true")
                .contains("{\"name\":\"messaging\",\"ready\":true,\"detail\":null}")
                .contains("\"topic\":\"data.arrived\",\"lastHour\":")
                .doesNotContain("\"lastHour\":null");
        assertThat(summary("stranger")).doesNotContain("HANDLER_FAILED");
        assertThat(get("/v1/summary", "chief").statusCode()).isEqualTo(403);
    }

    private String summary(String token) {
        try {
            return get("/v1/summary", token).body();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void leavesACopyOfAParkedRecordOnItsTopic() {
        wire.send("data.arrived", "copied", "no event".getBytes(StandardCharsets.UTF_8));

        var copy = wire.read(DLT, 1, each -> keyOf(each).equals("copied")).getFirst();

        assertThat(copy.value()).asString(StandardCharsets.UTF_8).isEqualTo("no event");
        assertThat(copy.headers().lastHeader("mr_parked_code").value())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("NOT_AVRO_FRAMED");
    }

    @Test
    void interruptsAndParksWhatTakesTooLong() {
        var interrupted = new AtomicBoolean();
        service.getBean(Troubles.class).all.add(received -> {
            if (received.event().getDataset().equals("slow") && received.event().getVersion() == 1) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.set(true);
                    throw new IllegalStateException(e);
                }
            }
        });
        wire.send(Events.arrived("slow", 1));
        wire.send(Events.arrived("slow", 2));

        wire.read("data.validated", 1, each -> keyOf(each).equals("slow"));
        assertThat(parked("slow").reason().code()).isEqualTo("HANDLER_TIMEOUT");
        assertThat(tally("slow").versions()).containsExactly(2L);
        Await.until(interrupted::get);
    }

    @Test
    void asksToComeBackWhileTheStoreIsAway() throws Exception {
        var notes = service.getBean(Aggregates.class).of(KernelApplication.NOTES);
        service.getBean(Troubles.class).all.add(received -> {
            if (received.event().getDataset().equals("noted")) {
                notes.internal(
                        "test",
                        Events.lineage("noted"),
                        "default/noted",
                        state -> Decision.apply(new Note("here"), "noted"));
            }
        });
        assertThat(get("/v1/notes", "viewer").statusCode()).isEqualTo(200);

        surroundings.stopStore();
        wire.send(Events.arrived("noted", 1));
        var away = get("/v1/notes", "viewer");
        surroundings.startStore();

        assertThat(away.statusCode()).as(away.body()).isEqualTo(503);
        assertThat(away.body()).contains("STORE_UNAVAILABLE");
        wire.read("data.validated", 1, each -> keyOf(each).equals("noted"));
        assertThat(get("/v1/notes", "viewer").body()).contains("here");
        assertThat(service.getBean(Parking.class).list(MemoryParking.PROJECTS, null, null, 200))
                .noneMatch(each -> base64("noted").equals(each.content().key()));
    }

    @Test
    void handsBatchesOverInOrderAndAgainAfterAFailure() {
        var batches = service.getBean(Batches.class);
        batches.failures.add(new IllegalArgumentException("not yet"));
        wire.send(Events.arrived("batched", 1));
        wire.send("data.arrived", "batched", "no event".getBytes(StandardCharsets.UTF_8));
        wire.send(Events.arrived("batched", 2));
        wire.send(Events.arrived("batched", 3));

        Await.until(() -> batched(batches).contains("batched 3"));

        assertThat(batched(batches)).containsExactly("batched 1", "batched 2", "batched 3");
        Await.until(() -> !parkedOf("batched").isEmpty());
        assertThat(parkedOf("batched"))
                .allSatisfy(parked -> assertThat(parked.reason().code()).isEqualTo("NOT_AVRO_FRAMED"))
                .as("a record that nobody can read is parked once, and in no listener's name")
                .extracting(ParkedRecord::listener)
                .containsExactly("");
    }

    @Test
    void parksABatchThatFailsForEver() {
        var batches = service.getBean(Batches.class);
        for (int attempt = 0; attempt < 5; attempt++) {
            batches.failures.add(new IllegalArgumentException("never"));
        }
        wire.send(Events.arrived("hopeless", 1));
        Await.until(() -> !parkedOf("hopeless").isEmpty());
        wire.send(Events.arrived("hopeless", 2));

        Await.until(() -> batched(batches).contains("hopeless 2"));
        assertThat(parkedOf("hopeless"))
                .extracting(parked -> parked.reason().code())
                .containsExactly("HANDLER_FAILED");
        assertThat(batched(batches)).doesNotContain("hopeless 1");
    }

    private static List<String> batched(Batches batches) {
        var all = new ArrayList<String>();
        batches.handled.forEach(each -> each.stream()
                .filter(one -> one.startsWith("batched") || one.startsWith("hopeless"))
                .forEach(all::add));
        return all;
    }

    private void refuse(String dataset, AtomicBoolean broken) {
        service.getBean(Troubles.class).all.add(received -> {
            if (received.event().getDataset().equals(dataset) && broken.get()) {
                throw new IllegalArgumentException("no");
            }
        });
    }

    private String parkArrival(String dataset) {
        wire.send(Events.arrived(dataset, 1));
        Await.until(() -> !parkedOf(dataset).isEmpty());
        return parked(dataset).id();
    }

    private ParkedRecord parked(String dataset) {
        return parkedOf(dataset).getFirst();
    }

    private List<ParkedRecord> parkedOf(String dataset) {
        return service.getBean(Parking.class).list(MemoryParking.PROJECTS, null, null, 200).stream()
                .filter(each -> base64(dataset).equals(each.content().key()))
                .toList();
    }

    private Tally tally(String dataset) {
        return tallies.find("default/" + dataset).orElseThrow().state();
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        return http.send(request(path, token).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String token) throws Exception {
        return http.send(request(path, token).POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> discard(String id) throws Exception {
        var body = BodyPublishers.ofString("{\"reason\": \"no use\"}");
        return http.send(
                request("/v1/parked/" + id + "/discard", "admin")
                        .header("Content-Type", "application/json")
                        .POST(body)
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String token) {
        var port = service.getEnvironment().getProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token);
    }

    private void createParkingTopic() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", surroundings.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(DLT, 1, (short) 1))).all().get();
        }
    }

    private static Path tokens(Path directory) throws Exception {
        var lines = Map.of(
                        "viewer", "bob default VIEWER",
                        "admin", "ada default ADMIN",
                        "auditor", "cyd default AUDITOR",
                        "chief", "dan default AUDITOR,ADMIN",
                        "stranger", "eve elsewhere VIEWER,AUDITOR,ADMIN")
                .entrySet()
                .stream()
                .map(each -> EventIds.sha256(each.getKey().getBytes(StandardCharsets.UTF_8)) + " " + each.getValue())
                .toList();
        return Files.write(directory.resolve("tokens"), lines);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String keyOf(ConsumerRecord<byte[], byte[]> each) {
        return each.key() == null ? "" : new String(each.key(), StandardCharsets.UTF_8);
    }
}
