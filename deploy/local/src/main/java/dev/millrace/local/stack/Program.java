package dev.millrace.local.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How one part is started.
 *
 * @param flags of the virtual machine
 * @param entry jar or class path and main class
 * @param arguments of the program
 * @param environment what it adds to ours
 */
record Program(
        Part part, List<String> flags, List<String> entry, List<String> arguments, Map<String, String> environment) {

    Program {
        flags = List.copyOf(flags);
        entry = List.copyOf(entry);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** The jar that the program's cache of loaded classes belongs to. */
    Path jar() {
        return Path.of(entry.get(1));
    }
}
