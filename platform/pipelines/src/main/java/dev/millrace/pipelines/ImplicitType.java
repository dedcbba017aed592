package dev.millrace.pipelines;

import java.util.regex.Pattern;

/** What YAML readers, by one version of the standard or another, take unquoted words for that look like texts. */
final class ImplicitType {

    private static final Pattern NUMBER = Pattern.compile(
            "[-+]?(?:[0-9][0-9_]*(?:\\.[0-9_]*)?|\\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?"
                    + "|[-+]?0[xob][0-9a-fA-F_]+|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?");
    private static final Pattern TIME = Pattern.compile("[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ].*)?");
    private static final Pattern BOOLEAN =
            Pattern.compile("yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF");
    private static final Pattern NOTHING = Pattern.compile("~|null|Null|NULL|");

    private ImplicitType() {}

    /** In words, such as {@code a number}; empty where all of them read a text. */
    static String of(String text) {
        if (isNothing(text)) {
            return "nothing";
        }
        if (BOOLEAN.matcher(text).matches()) {
            return "a boolean";
        }
        if (NUMBER.matcher(text).matches()) {
            return "a number";
        }
        return TIME.matcher(text).matches() ? "a time" : "";
    }

    static boolean isNothing(String text) {
        return NOTHING.matcher(text).matches();
    }
}
