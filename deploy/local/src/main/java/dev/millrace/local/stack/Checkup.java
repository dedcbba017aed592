package dev.millrace.local.stack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One thing that the stack needs, and whether this machine has it. */
public record Checkup(boolean good, String text) {

    public static List<Checkup> of(Layout layout, Stack stack) {
        var missing = stack.missing();
        var findings = new ArrayList<Checkup>();
        findings.add(new Checkup(true, "Java " + Runtime.version() + " in " + System.getProperty("java.home")));
        findings.add(built(layout));
        findings.add(finding(memory(), Machine.memory(missing.size())));
        findings.add(training());
        findings.add(finding("enough disk for " + layout.home(), Machine.disk(layout.home())));
        var replicas = layout.replicas();
        for (Replica replica : missing) {
            findings.add(finding(
                    "ports of " + replica.label() + " are free: "
                            + replicas.ports(replica).all(),
                    Machine.ports(layout, replica)));
        }
        var wanted = replicas.all().size();
        findings.add(new Checkup(true, (wanted - missing.size()) + " of " + wanted + " processes run"));
        return findings;
    }

    private static String memory() {
        var available = Machine.availableMemory();
        return available.isPresent()
                ? Machine.gibibytes(available.getAsLong()) + " of memory are available"
                : "this system does not tell its memory";
    }

    private static Checkup training() {
        try {
            return new Checkup(
                    true,
                    "training may take %s of heap, a run three quarters of it; %s=8g gives it another size"
                            .formatted(
                                    Machine.gibibytes((long) TrainingHeap.mebibytes() << 20), TrainingHeap.VARIABLE));
        } catch (Complaint complaint) {
            return new Checkup(false, complaint.line());
        }
    }

    private static Checkup built(Layout layout) {
        try {
            Arrays.stream(Part.values()).map(Replica::first).forEach(new Programs(layout)::of);
            return new Checkup(true, "everything is built");
        } catch (Complaint complaint) {
            return new Checkup(false, complaint.line());
        }
    }

    private static Checkup finding(String what, Optional<String> problem) {
        return problem.map(text -> new Checkup(false, text)).orElseGet(() -> new Checkup(true, what));
    }
}
