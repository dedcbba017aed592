package dev.millrace.serving;

import dev.millrace.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void keepsTheRules() {
        ArchitectureRules.check("dev.millrace.serving");
    }
}
