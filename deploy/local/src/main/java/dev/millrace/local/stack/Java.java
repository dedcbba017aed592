package dev.millrace.local.stack;

import java.nio.file.Path;

/** The Java that runs this command, and so the one that runs the stack. */
final class Java {

    private Java() {}

    static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
