package dev.millrace.local.garbage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.artifacts.Digest;
import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.local.client.Api;
import dev.millrace.local.client.Endpoints;
import dev.millrace.local.garbage.CollectGarbage.Removed;
import dev.millrace.local.garbage.CollectGarbage.Report;
import dev.millrace.local.stack.Complaint;
import dev.millrace.local.stack.Layout;
import dev.millrace.local.stack.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class CollectGarbageTests {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path directory;

    private final Map<Part, List<ObjectNode>> answers = new EnumMap<>(Part.class);
    private final List<Removed> removed = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private LocalArtifactStore store;

    @BeforeEach
    void everybodyAnswers() {
        store = new LocalArtifactStore(directory);
        for (Part part : Part.values()) {
            if (part.service()) {
                answers.put(part, List.of(page(part)));
            }
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void removesWhatIsOldAndNotReferredTo() throws IOException {
        var needed = old("needed");
        var old = old("old");
        var young = store.put("young".getBytes(UTF_8));
        need(Part.VALIDATION, needed);

        var report = collect(false);

        assertThat(report).isEqualTo(new Report(1, 3, 1, 1));
        assertThat(store.contains(needed)).isTrue();
        assertThat(store.contains(young)).isTrue();
        assertThat(store.contains(old)).isFalse();
        assertThat(removed).extracting(Removed::reason).containsExactly("nothing refers to it");
    }

    @Test
    void removesNothingInADryRun() throws IOException {
        var old = old("old");

        var report = collect(true);

        assertThat(report).isEqualTo(new Report(1, 3, 0, 0));
        assertThat(removed).extracting(each -> each.artifact().digest()).containsExactly(old);
        assertThat(store.contains(old)).isTrue();
    }

    @Test
    void readsAllPagesOfAnAnswer() throws IOException {
        var first = old("first");
        var second = old("second");
        var one = page(Part.INGESTION);
        one.withArray("/needed").add(first.hex());
        one.put("next", "versions:17");
        var other = page(Part.INGESTION);
        other.withArray("/needed").add(second.hex());
        answers.put(Part.INGESTION, List.of(one, other));

        assertThat(collect(false)).isEqualTo(new Report(0, 0, 2, 0));
    }

    @Test
    void removesAFreedPackageButNotWhatOthersShareWithIt() throws IOException {
        var freed = old("freed");
        var itsModel = old("its model");
        var shared = old("shared");
        var kept = old("kept");
        modelPackage(Part.TRAINING, freed, itsModel, shared);
        modelPackage(Part.TRAINING, kept, shared);
        free(freed, "version 3 of default/taxi was rejected");

        var report = collect(false);

        assertThat(report).isEqualTo(new Report(2, 14, 2, 0));
        assertThat(store.contains(kept)).isTrue();
        assertThat(store.contains(shared)).isTrue();
        assertThat(store.contains(itsModel)).isFalse();
        assertThat(removed).extracting(Removed::reason).containsOnly("version 3 of default/taxi was rejected");
    }

    @Test
    void keepsAFreedPackageThatSomebodyNeedsAllTheSame() throws IOException {
        var modelPackage = old("package");
        modelPackage(Part.TRAINING, modelPackage);
        free(modelPackage, "rejected");
        need(Part.REGISTRY, modelPackage);

        assertThat(collect(false)).isEqualTo(new Report(0, 0, 1, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"INGESTION", "VALIDATION", "TRAINING", "REGISTRY", "SERVING", "MONITORING"})
    void removesNothingWhileAServiceIsAway(String away) throws IOException {
        var old = old("old");
        answers.remove(Part.valueOf(away));

        assertThatExceptionOfType(Complaint.class)
                .isThrownBy(() -> collect(false))
                .withMessageContaining("nothing is removed, because not every service says what it needs")
                .withMessageContaining(Part.valueOf(away).label());
        assertThat(store.contains(old)).isTrue();
        assertThat(removed).isEmpty();
    }

    @Test
    void removesNothingWhereAnAnswerIsOdd() throws IOException {
        var old = old("old");
        List<UnaryOperator<ObjectNode>> oddities = List.of(
                page -> page.put("store", "another"),
                page -> page.put("service", "ingestion"),
                page -> page.without("needed"),
                page -> page.put("packages", "none"),
                page -> page.without("freed"),
                page -> with(page, "needed", "no digest"),
                page -> with(page, "needed", "0".repeat(63)),
                page -> JSON.createObjectNode());
        for (UnaryOperator<ObjectNode> oddity : oddities) {
            answers.put(Part.REGISTRY, List.of(oddity.apply(page(Part.REGISTRY))));

            assertThatExceptionOfType(Complaint.class)
                    .isThrownBy(() -> collect(false))
                    .withMessageContaining("nothing is removed, because registry answers oddly");
        }
        assertThat(store.contains(old)).isTrue();
        assertThat(removed).isEmpty();
    }

    @Test
    void keepsWhatIsStoredAgainWhileServicesAreAsked() throws IOException {
        var old = old("old");
        var services = new AskServices(
                (service, after) -> {
                    store.put("old".getBytes(UTF_8));
                    return answer(service, after);
                },
                store.id());

        var report = new CollectGarbage(store, services, InstantSource.system()).collect(DAY, false, removed::add);

        assertThat(report).isEqualTo(new Report(0, 0, 0, 1));
        assertThat(store.contains(old)).isTrue();
    }

    @Test
    void goesOnWhereItWasInterrupted() throws IOException {
        var needed = old("needed");
        need(Part.VALIDATION, needed);
        for (int n = 0; n < 5; n++) {
            old("old " + n);
        }
        var interrupted = new CollectGarbage(store, services(), InstantSource.system());

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> interrupted.collect(DAY, false, each -> {
                    throw new IllegalStateException("killed behind the first removal");
                }));
        assertThat(store.list(null, 10)).hasSize(5);
        assertThat(collect(false).removed()).isEqualTo(4);
        assertThat(store.list(null, 10))
                .singleElement()
                .satisfies(each -> assertThat(each.digest()).isEqualTo(needed));
    }

    @Test
    void saysThatThereIsNoStore() {
        var api = new Api(Endpoints.of(
                new Layout(directory, directory, 0), Map.of("MILLRACE_ATTACHED", "true", "MILLRACE_TOKEN", "token")));

        assertThatExceptionOfType(Complaint.class)
                .isThrownBy(() -> CollectGarbage.in(
                        directory.resolve("none"), api, InstantSource.system(), DAY, false, removed::add))
                .withMessageContaining("there is no artifact store in");
        assertThat(directory.resolve("none")).doesNotExist();
    }

    private Report collect(boolean dryRun) {
        return new CollectGarbage(store, services(), InstantSource.system()).collect(DAY, dryRun, removed::add);
    }

    private AskServices services() {
        return new AskServices(this::answer, store.id());
    }

    private JsonNode answer(Part service, String after) {
        var pages = answers.get(service);
        if (pages == null) {
            throw new Complaint(service.label() + " does not answer");
        }
        return after.isEmpty() ? pages.getFirst() : pages.getLast();
    }

    private ObjectNode page(Part service) {
        var page = JSON.createObjectNode().put("service", service.label()).put("store", store.id());
        page.putArray("needed");
        page.putArray("packages");
        page.putArray("freed");
        return page.putNull("next");
    }

    private void need(Part service, Digest artifact) {
        with(answers.getOrDefault(service, List.of()).getFirst(), "needed", artifact.hex());
    }

    private static ObjectNode with(ObjectNode page, String list, String text) {
        page.withArray("/" + list).add(text);
        return page;
    }

    private void modelPackage(Part service, Digest digest, Digest... parts) {
        var one = answers.getOrDefault(service, List.of())
                .getFirst()
                .withArray("/packages")
                .addObject()
                .put("digest", digest.hex());
        var artifacts = one.putArray("artifacts").add(digest.hex());
        for (Digest part : parts) {
            artifacts.add(part.hex());
        }
    }

    private void free(Digest modelPackage, String reason) {
        answers.getOrDefault(Part.REGISTRY, List.of())
                .getFirst()
                .withArray("/freed")
                .addObject()
                .put("digest", modelPackage.hex())
                .put("reason", reason);
    }

    private Digest old(String content) throws IOException {
        var digest = store.put(content.getBytes(UTF_8));
        var twoDaysAgo = Instant.now().minus(Duration.ofDays(2));
        Files.setLastModifiedTime(store.path(digest), FileTime.from(twoDaysAgo));
        return digest;
    }
}
