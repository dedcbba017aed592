package dev.millrace.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedJarTests {

    @TempDir
    private Path directory;

    @Test
    void isUnpackedOnceByTwoCommandsAtOnce() throws Exception {
        var jar = jar();

        var commands = List.of(command(jar), command(jar));
        for (Process each : commands) {
            assertThat(each.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(commands).extracting(Process::exitValue).containsOnly(0);
        assertThat(Files.readAllLines(directory.resolve("unpackings"))).hasSize(1);
        assertThat(directory.resolve("programs/service/service.jar")).hasSameBinaryContentAs(jar);
    }

    private Process command(Path jar) throws IOException {
        return new ProcessBuilder(
                        Java.executable(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Command.class.getName(),
                        jar.toString(),
                        directory.resolve("programs/service").toString())
                .inheritIO()
                .start();
    }

    /** A program that unpacks itself as those of Spring Boot do, but only once there are two commands that want it to. */
    private Path jar() throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Unpacking.class.getName());
        var entry = Unpacking.class.getName().replace('.', '/') + ".class";
        var jar = directory.resolve("service.jar");
        try (var content = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var code = Objects.requireNonNull(Unpacking.class.getResourceAsStream("/" + entry))) {
            content.putNextEntry(new JarEntry(entry));
            code.transferTo(content);
        }
        return jar;
    }

    static final class Command {

        public static void main(String[] arguments) throws IOException {
            var jar = Path.of(arguments[0]);
            Files.createTempFile(jar.getParent(), "command", "");
            UnpackedJar.prepare(jar, Path.of(arguments[1]));
        }
    }

    static final class Unpacking {

        public static void main(String[] arguments) throws IOException {
            var jar = Path.of(System.getProperty("java.class.path"));
            var target = Path.of(arguments[2]);
            Files.writeString(
                    jar.resolveSibling("unpackings"), "one\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            while (commands(jar) < 2) {
                LockSupport.parkNanos(1_000_000);
            }
            Files.createDirectories(target.resolve("lib"));
            Files.copy(jar, target.resolve("service.jar"));
        }

        private static long commands(Path jar) throws IOException {
            try (var files = Files.newDirectoryStream(jar.toAbsolutePath().getParent(), "command*")) {
                long count = 0;
                for (var iterator = files.iterator(); iterator.hasNext(); iterator.next()) {
                    count++;
                }
                return count;
            }
        }
    }
}
