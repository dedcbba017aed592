package dev.millrace.serving.prediction.web;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One route of a dialect: what answers requests and what the documentation says are the same list.
 *
 * @param template path in which {@code {model}} and {@code {version}} stand for any name
 * @param body what a POST sends; empty for a GET
 */
record Route(String method, String template, String summary, String body, Pattern pattern, Handler handler) {

    private static final Pattern VARIABLE = Pattern.compile("\\{\\w+}");

    /** Answers a request. */
    @FunctionalInterface
    interface Handler {
        void answer(DialectServlet.Exchange exchange, Target target) throws IOException;
    }

    /**
     * What a path names.
     *
     * @param model empty where it names none
     * @param version null for whichever is in force
     */
    record Target(String model, @Nullable String version) {

        Target(Matcher path) {
            this(path.groupCount() < 1 ? "" : path.group(1), path.groupCount() < 2 ? null : path.group(2));
        }
    }

    static Route get(String template, String summary, Handler handler) {
        return new Route("GET", template, summary, "", pattern(template), handler);
    }

    static Route post(String template, String summary, String body, Handler handler) {
        return new Route("POST", template, summary, body, pattern(template), handler);
    }

    /** Names have no colon, which sets off what is asked of a model. */
    private static Pattern pattern(String template) {
        return Pattern.compile(VARIABLE.matcher(template).replaceAll("([^/:]+)") + "/?");
    }
}
