package dev.millrace.serving.prediction.web;

import dev.millrace.serving.model.ModelName;
import dev.millrace.serving.prediction.Choice;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One route of a dialect: what answers requests and what the documentation says are the same list.
 *
 * @param template path in which {@code {model}}, {@code {version}} and {@code {label}} stand for any name
 * @param body what a POST sends; empty for a GET
 */
record Route(String method, String template, String summary, String body, Pattern pattern, Handler handler) {

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    /** Answers a request. */
    @FunctionalInterface
    interface Handler {
        void answer(DialectServlet.Exchange exchange, Target target) throws IOException;
    }

    /**
     * What a path names.
     *
     * @param model empty where it names none
     * @param version null where it names none
     * @param label null where it names none
     */
    record Target(
            String model,
            @Nullable String version,
            @Nullable String label) {

        static Target of(Matcher path) {
            var model = part(path, "model");
            return new Target(model == null ? "" : model, part(path, "version"), part(path, "label"));
        }

        private static @Nullable String part(Matcher path, String name) {
            return path.namedGroups().containsKey(name) ? path.group(name) : null;
        }

        Choice in(String project) {
            return new Choice(new ModelName(project, model), version, label);
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
        return Pattern.compile(VARIABLE.matcher(template).replaceAll("(?<$1>[^/:]+)") + "/?");
    }
}
