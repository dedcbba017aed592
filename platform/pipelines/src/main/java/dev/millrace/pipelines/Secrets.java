package dev.millrace.pipelines;

import java.util.regex.Pattern;

/** Finds what looks like a credential, before anything of the text can reach a log, an event or an answer. */
final class Secrets {

    private static final Pattern SECRET = Pattern.compile("(?:AKIA|ASIA)[0-9A-Z]{16}"
            + "|-----BEGIN [A-Z ]{0,40}"
            + "|gh[pousr]_[A-Za-z0-9]{30}"
            + "|github_pat_[A-Za-z0-9_]{30}"
            + "|glpat-[A-Za-z0-9_-]{20}"
            + "|xox[abprs]-[A-Za-z0-9-]{10}"
            + "|AIza[0-9A-Za-z_-]{35}"
            + "|sk-[A-Za-z0-9_-]{20}"
            + "|eyJ[A-Za-z0-9_-]{10,2000}\\.eyJ[A-Za-z0-9_-]{10}"
            + "|[a-z][a-z0-9+]{1,20}://[^\\s/:@]{1,100}:[^\\s/:@]{1,100}@");

    private Secrets() {}

    static void refuse(String text) {
        var problems = new Problems();
        var matcher = SECRET.matcher(text);
        while (matcher.find()) {
            int lineStart = text.lastIndexOf('\n', matcher.start()) + 1;
            int line = 1
                    + (int) text.substring(0, lineStart)
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            report(problems, line, matcher.start() - lineStart + 1, "");
        }
        problems.throwIfAny();
    }

    static void refuse(Node root) {
        var problems = new Problems();
        walk(root, "", problems);
        problems.throwIfAny();
    }

    private static void walk(Node node, String pointer, Problems problems) {
        switch (node) {
            case Node.Scalar scalar -> {
                if (SECRET.matcher(scalar.text()).find()) {
                    report(problems, scalar.line(), scalar.column(), pointer);
                }
            }
            case Node.Sequence sequence -> {
                for (int i = 0; i < sequence.items().size(); i++) {
                    walk(sequence.items().get(i), pointer + "/" + i, problems);
                }
            }
            case Node.Mapping mapping -> {
                for (var entry : mapping.entries()) {
                    walk(entry.key(), pointer, problems);
                    walk(
                            entry.value(),
                            pointer + "/" + YamlReader.escape(entry.key().text()),
                            problems);
                }
            }
        }
    }

    private static void report(Problems problems, int line, int column, String pointer) {
        problems.add(
                "SECRET_IN_SPEC",
                line,
                column,
                pointer,
                "This looks like a credential. Specifications are stored and published: remove it, and revoke it.");
    }
}
