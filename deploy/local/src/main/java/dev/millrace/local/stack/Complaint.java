package dev.millrace.local.stack;

/** Something that the person at the keyboard can mend: one line that says what is wrong and what to do. */
public final class Complaint extends RuntimeException {

    /** The exit code for a file that is refused and for data that are rejected. */
    public static final int REFUSED = 10;

    private static final long serialVersionUID = 1L;

    private final String line;
    private final int exitCode;

    public Complaint(String line) {
        this(line, 1);
    }

    /** @param exitCode for scripts that tell complaints apart */
    public Complaint(String line, int exitCode) {
        super(line);
        this.line = line;
        this.exitCode = exitCode;
    }

    public Complaint(String line, Throwable cause) {
        super(line, cause);
        this.line = line;
        this.exitCode = 1;
    }

    /** With what the command ends. */
    public int exitCode() {
        return exitCode;
    }

    /** What to print. */
    public String line() {
        return line;
    }
}
