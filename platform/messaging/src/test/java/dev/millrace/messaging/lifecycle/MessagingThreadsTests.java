package dev.millrace.messaging.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each in a process of its own, for that is what ends. */
class MessagingThreadsTests {

    @ParameterizedTest
    @ValueSource(strings = {"relay", "letter", "job", "chore", "start"})
    void anErrorEndsTheProcess(String where) throws Exception {
        assertThat(statusOf(where, "error")).isEqualTo(FatalErrors.STATUS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"relay", "start"})
    void anExceptionDoesNot(String where) throws Exception {
        assertThat(statusOf(where, "exception")).isZero();
    }

    @Test
    void manyRelaysThatWaitKeepNoOtherFromRunning() throws Exception {
        try (var threads = new MessagingThreads()) {
            var answer = new CountDownLatch(1);
            for (int i = 0; i < 100; i++) {
                threads.relays().execute(() -> await(answer));
            }
            var other = new CountDownLatch(1);
            threads.relays().execute(other::countDown);

            assertThat(other.await(10, TimeUnit.SECONDS)).isTrue();
            answer.countDown();
        }
    }

    private static void await(CountDownLatch answer) {
        try {
            answer.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int statusOf(String... arguments) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classPath = ManagementFactory.getRuntimeMXBean().getClassPath();
        var process = new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        Broken.class.getName(),
                        arguments[0],
                        arguments[1])
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return process.exitValue();
    }

    /** A process in which one task breaks. */
    static final class Broken {

        private Broken() {}

        @SuppressWarnings("FutureReturnValueIgnored") // What it throws is what this is about.
        public static void main(String[] arguments) throws InterruptedException {
            var broken = new CountDownLatch(1);
            Runnable task = () -> {
                broken.countDown();
                if (arguments[1].equals("error")) {
                    throw new StackOverflowError("as deep as it gets");
                }
                throw new IllegalStateException("no more than an exception");
            };
            var threads = new MessagingThreads();
            switch (arguments[0]) {
                case "relay" -> threads.relays().execute(task);
                case "letter" -> threads.letters().execute(task);
                case "job" -> threads.jobs().execute(task);
                case "chore" -> threads.timer().scheduleWithFixedDelay(task, 0, 1, TimeUnit.MILLISECONDS);
                default -> threads.timer().execute(task);
            }
            broken.await();
            if (arguments[1].equals("error")) {
                new CountDownLatch(1).await();
            }
            threads.close();
            boolean over = threads.timer().awaitTermination(10, TimeUnit.SECONDS);
            System.exit(over ? 0 : 1);
        }
    }
}
