package dev.millrace.local.stack;

/** Something that the person at the keyboard can mend: one line that says what is wrong and what to do. */
public final class Complaint extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String line;

    public Complaint(String line) {
        super(line);
        this.line = line;
    }

    public Complaint(String line, Throwable cause) {
        super(line, cause);
        this.line = line;
    }

    /** What to print. */
    public String line() {
        return line;
    }
}
