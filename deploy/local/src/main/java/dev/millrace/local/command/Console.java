package dev.millrace.local.command;

import dev.millrace.local.stack.Complaint;
import java.io.PrintStream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Where commands print: text for people, or JSON for scripts; colours only where a person looks. */
public final class Console {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final JsonMapper LINES = JsonMapper.builder().build();

    private final PrintStream out;
    private final boolean colour;
    private boolean progressing;
    private boolean silent;

    private Console(PrintStream out, boolean colour) {
        this.out = out;
        this.colour = colour;
    }

    /** Standard output. */
    public static Console standard() {
        var terminal = System.getenv("MILLRACE_TERMINAL") != null;
        return new Console(System.out, terminal && System.getenv("NO_COLOR") == null);
    }

    /** Standard error, for progress that must not mix with results. */
    static Console progress() {
        return new Console(System.err, false);
    }

    /** Prints a line; complains once nobody reads any more, as behind {@code | head}. */
    public synchronized void line(String text) {
        if (silent) {
            return;
        }
        endProgress();
        out.println(text);
        if (out.checkError()) {
            throw new Complaint("nobody reads what is printed");
        }
    }

    /** Prints a line and nothing more after it. */
    synchronized void lastLine(String text) {
        line(text);
        silent = true;
    }

    /** Shows how far something is, on a line that the next one replaces; only where a person looks. */
    public synchronized void progress(String text) {
        if (colour && !silent) {
            out.print("\r\u001b[K" + dim(text));
            out.flush();
            progressing = true;
        }
    }

    private void endProgress() {
        if (progressing) {
            out.print("\r\u001b[K");
            progressing = false;
        }
    }

    public void json(Object value) {
        line(JSON.writeValueAsString(value));
    }

    /** One object on one line. */
    public void jsonLine(Object value) {
        line(LINES.writeValueAsString(value));
    }

    public String bold(String text) {
        return paint("1", text);
    }

    public String dim(String text) {
        return paint("2", text);
    }

    public String red(String text) {
        return paint("31", text);
    }

    public String green(String text) {
        return paint("32", text);
    }

    public String yellow(String text) {
        return paint("33", text);
    }

    public String cyan(String text) {
        return paint("36", text);
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
