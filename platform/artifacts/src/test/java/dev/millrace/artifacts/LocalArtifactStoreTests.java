package dev.millrace.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalArtifactStoreTests {

    private static final byte[] HELLO = "hello".getBytes(UTF_8);
    private static final Digest HELLO_DIGEST =
            new Digest("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");

    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant DAY_AFTER_LONG_AGO = Instant.parse("2026-01-02T00:00:00Z");

    @TempDir
    Path directory;

    private LocalArtifactStore store;

    @BeforeEach
    void open() {
        store = new LocalArtifactStore(directory.resolve("artifacts"));
    }

    @Test
    void namesContentByItsDigestAndGivesItBack() {
        assertThat(store.put(HELLO)).isEqualTo(HELLO_DIGEST);
        assertThat(store.read(HELLO_DIGEST, 5)).isEqualTo(HELLO);
        assertThat(store.path(HELLO_DIGEST))
                .isEqualTo(store.root().resolve("2c").resolve(HELLO_DIGEST.hex()))
                .hasBinaryContent(HELLO);
    }

    @Test
    void storesTheSameBytesOnce() throws IOException {
        store.put(HELLO);
        store.put(HELLO);

        assertThat(files()).containsExactly("2c/" + HELLO_DIGEST);
    }

    @Test
    void listsWhatItHoldsInPagesAndDeletesIt() {
        var digests = IntStream.range(0, 600)
                .mapToObj(i -> store.put(("artifact " + i).getBytes(UTF_8)))
                .sorted(Comparator.comparing(Digest::hex))
                .toList();

        var listed = new ArrayList<Digest>();
        var page = store.list(null, 100);
        while (!page.isEmpty()) {
            page.forEach(each -> listed.add(each.digest()));
            page = store.list(listed.getLast(), 100);
        }

        assertThat(listed).isEqualTo(digests);
        assertThat(store.list(null, 1).getFirst().bytes()).isBetween(10L, 12L);
        assertThat(store.deleteUnlessStoredSince(digests.getFirst(), Instant.MAX))
                .isTrue();
        assertThat(store.deleteUnlessStoredSince(digests.getFirst(), Instant.MAX))
                .isFalse();
        assertThat(store.list(null, 1).getFirst().digest()).isEqualTo(digests.get(1));
    }

    @Test
    void keepsWhatWasStoredAgain() throws IOException {
        store.put(HELLO);
        age(HELLO_DIGEST);
        store.put(HELLO);

        assertThat(store.deleteUnlessStoredSince(HELLO_DIGEST, DAY_AFTER_LONG_AGO))
                .isFalse();
        assertThat(store.read(HELLO_DIGEST, 5)).isEqualTo(HELLO);
        age(HELLO_DIGEST);
        assertThat(store.deleteUnlessStoredSince(HELLO_DIGEST, LONG_AGO)).isFalse();
        assertThat(store.deleteUnlessStoredSince(HELLO_DIGEST, DAY_AFTER_LONG_AGO))
                .isTrue();
    }

    /** Another store of the same directory, as another process has it. */
    @Test
    void losesNothingThatIsStoredWhileItIsRemoved() throws Exception {
        try (var cleaner = new LocalArtifactStore(store.root());
                var threads = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 300; round++) {
                store.put(HELLO);
                age(HELLO_DIGEST);
                var together = new CyclicBarrier(2);

                var stored = threads.submit(() -> {
                    together.await();
                    return store.put(HELLO);
                });
                var removed = threads.submit(() -> {
                    together.await();
                    return cleaner.deleteUnlessStoredSince(HELLO_DIGEST, DAY_AFTER_LONG_AGO);
                });

                assertThat(removed.get()).isIn(true, false);
                assertThat(store.read(stored.get(), 5)).isEqualTo(HELLO);
            }
        }
    }

    @Test
    void hasAnIdThatNoOtherStoreHas() {
        try (var same = new LocalArtifactStore(store.root());
                var other = new LocalArtifactStore(directory.resolve("other"))) {
            assertThat(same.id()).isNotBlank().isEqualTo(store.id());
            assertThat(other.id()).isNotBlank().isNotEqualTo(store.id());
        }
    }

    private void age(Digest digest) throws IOException {
        Files.setLastModifiedTime(store.path(digest), FileTime.from(LONG_AGO));
    }

    @Test
    void removesWhatWasLeftUnfinishedLongAgo() throws IOException {
        var old = Files.write(store.scratch().resolve("old"), HELLO);
        Files.setLastModifiedTime(old, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        var fresh = Files.write(store.scratch().resolve("fresh"), HELLO);

        assertThat(store.removeDraftsBefore(Instant.parse("2026-01-02T00:00:00Z")))
                .isEqualTo(1);

        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
        assertThat(new LocalArtifactStore(store.root()).scratch()).exists();
        assertThat(fresh).exists();
    }

    @Test
    void keepsEverybodyElseOut() throws IOException {
        store.put(HELLO);

        assertThat(permissions(store.root())).isEqualTo("rwx------");
        assertThat(permissions(store.path(HELLO_DIGEST))).isEqualTo("r--------");
    }

    @Test
    void commitsWhatAnEngineWroteIntoTheDraft() throws IOException {
        try (var draft = store.draft()) {
            Files.write(draft.file(), HELLO);
            assertThat(draft.commit()).isEqualTo(HELLO_DIGEST);
        }
        assertThat(files()).containsExactly("2c/" + HELLO_DIGEST);
    }

    @Test
    void leavesNothingOfADraftThatIsNotCommitted() throws IOException {
        try (var draft = store.draft()) {
            draft.stream().write(HELLO);
        }
        assertThat(files()).isEmpty();
        assertThat(store.contains(HELLO_DIGEST)).isFalse();
    }

    @Test
    void saysThatAnArtifactIsMissing() {
        assertThatExceptionOfType(ArtifactMissingException.class)
                .isThrownBy(() -> store.open(HELLO_DIGEST))
                .satisfies(e -> assertThat(e.code()).isEqualTo("ARTIFACT_MISSING"));
    }

    @Test
    void detectsAFlippedBit() throws IOException {
        var file = store.path(store.put(HELLO));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(file, "hellp");

        assertThatExceptionOfType(ArtifactDamagedException.class)
                .isThrownBy(() -> store.read(HELLO_DIGEST, 100))
                .satisfies(e -> assertThat(e.code()).isEqualTo("DIGEST_MISMATCH"));
    }

    @Test
    void healsADamagedArtifactWhenItIsStoredAgain() throws IOException {
        var file = store.path(store.put(HELLO));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(file, "broken");

        store.put(HELLO);

        assertThat(store.read(HELLO_DIGEST, 100)).isEqualTo(HELLO);
    }

    @Test
    void refusesToReadMoreThanAsked() {
        store.put(HELLO);

        assertThatExceptionOfType(ArtifactMissingException.class)
                .isThrownBy(() -> store.read(HELLO_DIGEST, 4))
                .satisfies(e -> assertThat(e.code()).isEqualTo("ARTIFACT_TOO_LARGE"));
    }

    @Test
    void opensNeitherSymbolicNorHardLinks() throws IOException {
        var file = store.path(store.put(HELLO));
        var second = directory.resolve("second");
        Files.createLink(second, file);
        assertUnsafe();

        Files.delete(file);
        Files.createSymbolicLink(file, second);
        assertUnsafe();
    }

    @Test
    void opensNothingThroughALinkedFolder() throws IOException {
        var shard = store.path(store.put(HELLO)).getParent();
        Files.move(shard, directory.resolve("elsewhere"));
        Files.createSymbolicLink(shard, directory.resolve("elsewhere"));

        assertUnsafe();
    }

    @Test
    void removesWhatACrashLeftButNotWhatOthersAreWriting() throws IOException {
        var crashed = store.root().resolve("tmp/crashed");
        Files.createDirectories(crashed);
        Files.writeString(crashed.resolve("half"), "x");
        Files.writeString(store.scratch().resolve("being-written"), "x");

        try (var second = new LocalArtifactStore(store.root())) {
            assertThat(crashed).doesNotExist();
            assertThat(store.scratch().resolve("being-written")).exists();
            assertThat(second.scratch()).isNotEqualTo(store.scratch());
        }
    }

    @Test
    void removesTheDraftsOfAStoreThatWasClosed() throws IOException {
        Files.writeString(store.scratch().resolve("half"), "x");
        store.close();

        try (var next = new LocalArtifactStore(store.root())) {
            assertThat(store.scratch()).doesNotExist();
            assertThat(next.scratch()).exists();
        }
    }

    @Test
    void recognisesAFullDiskBehindOtherFailures() {
        var full = new IOException("writing failed", new IOException("No space left on device"));

        assertThat(LocalArtifactStore.failed("write", full)).isInstanceOf(StorageFullException.class);
        assertThat(LocalArtifactStore.failed("write", new IOException("Input/output error")))
                .isNotInstanceOf(StorageFullException.class);
    }

    private void assertUnsafe() {
        assertThatExceptionOfType(ArtifactMissingException.class)
                .isThrownBy(() -> store.open(HELLO_DIGEST))
                .satisfies(e -> assertThat(e.code()).isEqualTo("ARTIFACT_UNSAFE"));
    }

    private List<String> files() throws IOException {
        try (var walk = Files.walk(store.root())) {
            return walk.filter(file -> Files.isRegularFile(file) && !file.endsWith(".lock"))
                    .map(file -> store.root().relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
