package dev.millrace.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTests {

    @TempDir
    private Path checkout;

    @BeforeEach
    void havePrograms() throws IOException {
        Files.createDirectories(checkout.resolve("deploy/local/target/programs"));
        Files.createDirectories(checkout.resolve("target/lib"));
        write("target/millrace-local.jar", "one");
        write("target/lib/millrace-embedded.jar", "one");
        write("deploy/local/target/programs/kafka.aot", "classes");
    }

    /** Always the same length and time, as a reproducible build gives them. */
    private void write(String file, String content) throws IOException {
        Files.writeString(checkout.resolve(file), content);
        Files.setLastModifiedTime(checkout.resolve(file), FileTime.fromMillis(0));
    }

    private AotCache cache(String... flags) {
        var jar = checkout.resolve("target/millrace-local.jar");
        var program = new Program(Replica.first(Part.KAFKA), jar, List.of(flags), List.of(), List.of(), Map.of());
        return new AotCache(new Layout(checkout, checkout.resolve("home"), 0), program);
    }

    @Test
    void isUsableForWhatItWasMadeOf() {
        assertThat(cache().usable()).isFalse();
        assertThat(cache("-Xmx64m").finish()).isTrue();

        assertThat(cache("-Xmx128m").usable()).isTrue();
        assertThat(cache("-XX:+UseParallelGC").usable()).isFalse();
    }

    @Test
    void isUselessWhenTheProgramOrALibraryOfOursHasChanged() throws IOException {
        assertThat(cache().finish()).isTrue();

        write("target/lib/millrace-embedded.jar", "two");
        assertThat(cache().usable()).isFalse();

        assertThat(cache().finish()).isTrue();
        write("target/millrace-local.jar", "two");
        assertThat(cache().usable()).isFalse();
    }
}
