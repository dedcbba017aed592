package dev.millrace.serving;

import dev.millrace.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void isBuiltLikeEveryService() {
        ArchitectureRules.check("dev.millrace.serving");
    }
}
