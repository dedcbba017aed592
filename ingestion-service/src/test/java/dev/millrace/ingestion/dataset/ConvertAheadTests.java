package dev.millrace.ingestion.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.artifacts.Digest;
import dev.millrace.datasets.ColumnType;
import dev.millrace.ingestion.dataset.EstablishedColumns.Established;
import dev.millrace.ingestion.dataset.check.FileFormat;
import dev.millrace.ingestion.dataset.check.FileSettings;
import dev.millrace.ingestion.dataset.check.Habits;
import dev.millrace.web.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** A file that is converted while it arrives becomes the same as one that is converted afterwards, or is left to that. */
class ConvertAheadTests extends ConvertAheadTest {

    private static final ReadingRules RULES = rules(Map.of());
    private static final String HEADER = "number,text,\"two\nlines\"\n";

    @Test
    void readsEveryRowOnceWhetherItsLengthIsKnownOrNot() throws IOException {
        var csv = csv("1.5");
        var afterwards = afterwards(csv);

        for (var sent : List.of(plain(csv), unannounced(csv), marked(csv), gzip(csv))) {
            var ahead = ahead(sent);
            assertThat(ahead.rows()).isEqualTo(afterwards.rows());
            assertThat(ahead.stored()).isEqualTo(afterwards.stored());
            assertThat(ahead.reading()).isEqualTo(afterwards.reading());
            assertThat(sum(ahead)).isEqualTo(sum(afterwards));
        }
    }

    /** Only the last row says that the column is no column of numbers. */
    @Test
    void readsAgainWhatTurnsOutToBeOfAnotherType() throws IOException {
        var csv = csv("1.5").replace("number,", "number,key,").replaceAll("(?m)^(\\d+),", "$1,7,");
        var last = csv + "1,00012,word,1\n".repeat(8_000);

        var ahead = ahead(plain(last));

        assertThat(ahead.stored().get(1).type()).isEqualTo(ColumnType.STRING);
        assertThat(ahead.rows()).isEqualTo(afterwards(last).rows());
    }

    @Test
    void leavesAFileWithFaultsToTheCheckOfAllOfIt() throws IOException {
        var csv = csv("1.5") + "1,2\n";
        try (var attempt = convertAhead.attempt(FileFormat.CSV, () -> RULES);
                var file = receiveFile.receive(plain(csv), attempt::follow)) {
            assertThat(attempt.converted(RULES)).isEmpty();
            assertThatExceptionOfType(RejectedFileException.class)
                    .isThrownBy(() -> checkAndConvert(file))
                    .satisfies(rejected -> assertThat(rejected.problem().code()).isEqualTo("FIELD_COUNT"));
        }
        assertNothingIsStored();
    }

    @Test
    void storesNothingOfAFileThatIsNotWhatItsDigestSays() throws IOException {
        var csv = csv("1.5").getBytes(UTF_8);
        var sent = new SentFile(new ByteArrayInputStream(csv), csv.length, Compression.NONE, "0".repeat(64));
        try (var attempt = convertAhead.attempt(FileFormat.CSV, () -> RULES)) {
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> receiveFile.receive(sent, attempt::follow).close())
                    .satisfies(problem -> assertThat(problem.code()).isEqualTo("DIGEST_MISMATCH"));
            assertThat(attempt.converted(RULES)).isEmpty();
        }
        assertNothingIsStored();
    }

    @Test
    void storesNothingOfAFileThatIsCut() throws IOException {
        var csv = csv("1.5").getBytes(UTF_8);
        var cut = new SequenceInputStream(new ByteArrayInputStream(csv), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return read();
            }
        });
        try (var attempt = convertAhead.attempt(FileFormat.CSV, () -> RULES)) {
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> receiveFile
                            .receive(new SentFile(cut, 2L * csv.length, Compression.NONE, null), attempt::follow)
                            .close())
                    .satisfies(problem -> assertThat(problem.code()).isEqualTo("UPLOAD_INCOMPLETE"));
        }
        assertNothingIsStored();
    }

    @Test
    void isOfNoUseWhereTheRulesHaveChangedMeanwhile() throws IOException {
        try (var attempt = convertAhead.attempt(FileFormat.CSV, () -> RULES);
                var _ = receiveFile.receive(plain(csv("1.5")), attempt::follow)) {
            assertThat(attempt.converted(rules(Map.of("number", ColumnType.STRING))))
                    .isEmpty();
            assertThat(attempt.converted(RULES)).isPresent();
        }
    }

    /** Whatever came of one attempt, the next file has its turn. */
    @Test
    void isDoneForOneFileAtATime() throws Exception {
        var csv = csv("1.5");
        var given = new CountDownLatch(1);
        try (var first = convertAhead.attempt(FileFormat.CSV, () -> {
                    Latches.await(given);
                    return RULES;
                });
                var _ = receiveFile.receive(plain(csv), first::follow);
                var second = convertAhead.attempt(FileFormat.CSV, () -> RULES);
                var _ = receiveFile.receive(plain(csv), second::follow)) {
            assertThat(second.converted(RULES)).isEmpty();
            given.countDown();
            assertThat(first.converted(RULES)).isPresent();
        }
        assertThat(ahead(plain(csv)).rows()).isPositive();
    }

    @Test
    void givesItsTurnBackWhereNoWorkerWasEverFree() throws Exception {
        var free = new CountDownLatch(1);
        var busy = List.of(workers.begin(() -> Latches.await(free)), workers.begin(() -> Latches.await(free)));
        try (var attempt = convertAhead.attempt(FileFormat.CSV, () -> RULES)) {
            receiveFile.receive(plain(csv("1.5")), attempt::follow).close();
        }
        free.countDown();
        busy.forEach(Workers::result);

        assertThat(ahead(plain(csv("1.5"))).rows()).isPositive();
    }

    private Converted ahead(SentFile sent) {
        try (var attempt = convertAhead.attempt(FileFormat.CSV, () -> RULES);
                var _ = receiveFile.receive(sent, attempt::follow)) {
            return attempt.converted(RULES).orElseThrow();
        }
    }

    private Converted afterwards(String csv) {
        try (var file = receiveFile.receive(plain(csv), arriving -> {})) {
            return checkAndConvert(file);
        }
    }

    private Converted checkAndConvert(ReceivedFile file) {
        return convertFile.convert(checkFile.check(file, FileFormat.CSV, RULES.settings()), RULES.established());
    }

    private double sum(Converted converted) {
        var parts = converted.parts().stream()
                .map(part -> new Digest(part.digest()))
                .toList();
        try (var session = datasets.open(parts)) {
            return session.readColumns("SELECT CAST(sum(number) + sum(length(text)) AS DOUBLE) AS all_of_it FROM data")
                    .getFirst()
                    .doubles()[0];
        }
    }

    private void assertNothingIsStored() throws IOException {
        assertThat(artifacts.list(null, 1)).isEmpty();
        try (var left = Files.list(artifacts.scratch())) {
            assertThat(left.filter(file -> !file.endsWith(".lock"))).isEmpty();
        }
    }

    private static ReadingRules rules(Map<String, ColumnType> types) {
        return new ReadingRules(FileSettings.NONE, new Established(types, Habits.NONE));
    }

    /** More than a large file needs to have, with values that go on over lines. */
    private static String csv(String third) {
        var csv = new StringBuilder(HEADER);
        for (int i = 0; csv.length() < 12_000_000; i++) {
            csv.append(i)
                    .append(i % 7 == 0 ? ",\"a\nlong, long text\"," : ",a word or two,")
                    .append(third)
                    .append('\n');
        }
        return csv.toString();
    }

    private static SentFile plain(String csv) {
        var bytes = csv.getBytes(UTF_8);
        return new SentFile(new ByteArrayInputStream(bytes), bytes.length, Compression.NONE, null);
    }

    private static SentFile unannounced(String csv) {
        return new SentFile(new ByteArrayInputStream(csv.getBytes(UTF_8)), -1, Compression.NONE, null);
    }

    private static SentFile marked(String csv) {
        return plain("\uFEFF" + csv);
    }

    private static SentFile gzip(String csv) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(csv.getBytes(UTF_8));
        }
        return new SentFile(new ByteArrayInputStream(bytes.toByteArray()), bytes.size(), Compression.GZIP, null);
    }

    /** Waits without a checked exception. */
    private static final class Latches {

        static boolean await(CountDownLatch latch) {
            try {
                latch.await();
                return true;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
        }
    }
}
