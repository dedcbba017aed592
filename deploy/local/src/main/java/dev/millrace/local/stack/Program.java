package dev.millrace.local.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How one part is started.
 *
 * @param jar whose classes it runs, which its cache of loaded classes belongs to
 * @param flags of the virtual machine
 * @param entry what the virtual machine is told to run
 * @param arguments of the program
 * @param environment what it adds to ours
 */
record Program(
        Replica replica,
        Path jar,
        List<String> flags,
        List<String> entry,
        List<String> arguments,
        Map<String, String> environment) {

    Program {
        flags = List.copyOf(flags);
        entry = List.copyOf(entry);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }
}
