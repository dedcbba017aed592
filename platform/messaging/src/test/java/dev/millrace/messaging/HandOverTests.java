package dev.millrace.messaging;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The scenarios on the embedded programs. */
class HandOverTests extends HandOverScenarios {

    @TempDir
    static Path directory;

    @Override
    Surroundings surroundings() {
        return new EmbeddedSurroundings(directory);
    }
}
