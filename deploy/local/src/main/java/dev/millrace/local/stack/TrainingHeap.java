package dev.millrace.local.stack;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** How much heap training may take: it holds the rows of a run, so it follows the machine. What it does not need it does not take. */
final class TrainingHeap {

    /** The variable that says it, such as {@code 8g}. */
    static final String VARIABLE = "MILLRACE_TRAINING_HEAP";

    private static final long LEAST = 512;

    /** With more, references take twice the space. */
    private static final long MOST = 24 * 1024;

    private TrainingHeap() {}

    /** In mebibytes, on this machine. */
    static int mebibytes() {
        var machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return mebibytes(System.getenv().getOrDefault(VARIABLE, ""), machine.getTotalMemorySize());
    }

    /**
     * What is wanted, or a quarter of the machine's memory.
     *
     * @param wanted with the unit m or g; empty for the default
     * @throws Complaint when it is no size, or too small to start with
     */
    static int mebibytes(String wanted, long machine) {
        if (wanted.isBlank()) {
            return (int) Math.clamp(machine / (4L << 20), LEAST, MOST);
        }
        var text = wanted.strip().toLowerCase(Locale.ROOT);
        if (!text.matches("[1-9][0-9]{0,6}[mg]")) {
            throw new Complaint(VARIABLE + " is a size such as 2g or 1500m, not '" + wanted + "'");
        }
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        long size = text.endsWith("g") ? number * 1024 : number;
        if (size < LEAST || size > Integer.MAX_VALUE) {
            throw new Complaint(VARIABLE + " is at least " + LEAST + "m, not '" + wanted + "'");
        }
        return (int) size;
    }
}
