package dev.millrace.local.client;

import dev.millrace.local.stack.Complaint;
import dev.millrace.local.stack.Layout;
import dev.millrace.local.stack.Part;
import dev.millrace.local.stack.Tokens;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where a stack answers and with which tokens: the local stack's, or what the environment names (as {@code millrace env}
 * prints it) where {@code MILLRACE_ATTACHED} is true. It takes that word, because the addresses alone may be those that a
 * shell still has from another local stack. The only place that decides this.
 */
public final class Endpoints {

    private static final String ATTACHED = "MILLRACE_ATTACHED";
    private static final String KAFKA = "MILLRACE_KAFKA";
    private static final String SCHEMAS = "MILLRACE_SCHEMA_REGISTRY_URL";
    private static final String DOCUMENTS = "MILLRACE_MONGODB_URI";
    private static final String GRPC = "MILLRACE_SERVING_GRPC";
    private static final String TOKEN = "MILLRACE_TOKEN";
    private static final String REVIEWER_TOKEN = "MILLRACE_REVIEWER_TOKEN";

    private final Layout layout;
    private final Map<String, String> environment;

    private Endpoints(Layout layout, Map<String, String> environment) {
        this.layout = layout;
        this.environment = Map.copyOf(environment);
    }

    /** The stack that the environment names, where it says that this is meant; else the local one. */
    public static Endpoints of(Layout layout, Map<String, String> environment) {
        var attached = Boolean.parseBoolean(environment.getOrDefault(ATTACHED, ""));
        return attached ? new Endpoints(layout, environment) : local(layout);
    }

    /** The local stack, whatever the environment names. */
    public static Endpoints local(Layout layout) {
        return new Endpoints(layout, Map.of());
    }

    /** Whether the services are somebody else's to start and stop. */
    public boolean attached() {
        return !environment.isEmpty();
    }

    /**
     * The local stack's, for what starts, stops or deletes: a shell that works on another stack must not do that to this one
     * by mistake.
     *
     * @param inContainers what does the same to a stack in containers, behind {@code docker compose}
     */
    public Layout localLayout(String inContainers) {
        if (attached()) {
            throw new Complaint(
                    "the environment names a stack that runs elsewhere (" + ATTACHED + "), and this command works "
                            + "on that of this checkout only; in containers: docker compose -f deploy/compose.yaml "
                            + inContainers
                            + "; for the one of this checkout: unset " + ATTACHED);
        }
        return layout;
    }

    /** Where a service, or the schema registry, answers over HTTP. */
    public String url(Part part) {
        var url = part == Part.SCHEMAS ? or(SCHEMAS, layout.schemas()) : or(variable(part), layout.url(part));
        return url.replaceFirst("/+$", "");
    }

    /** Where each replica of a service answers over HTTP, separated by commas. */
    private String urls(Part service) {
        if (attached()) {
            return or(variable(service) + "S", url(service));
        }
        var replicas = layout.replicas();
        return replicas.of(service).stream()
                .map(replicas::ports)
                .map(Layout::url)
                .collect(Collectors.joining(","));
    }

    /** Host and port. */
    public String kafka() {
        return or(KAFKA, layout.kafka());
    }

    String mongodb() {
        return or(DOCUMENTS, layout.mongodb());
    }

    /** Whether the environment says where the part is. */
    boolean names(Part part) {
        return !named(variable(part)).isEmpty();
    }

    /** Of whoever may do everything. */
    public String token() {
        var token = named(TOKEN);
        return token.isEmpty() ? Tokens.admin(layout) : token;
    }

    /** What a shell turns into the token, so that it need not be shown. */
    public String tokenExpression() {
        return named(TOKEN).isEmpty() ? "$(cat '" + shortened(layout.token()) + "')" : "$" + TOKEN;
    }

    private static Path shortened(Path file) {
        var here = Path.of("").toAbsolutePath();
        return file.startsWith(here) ? here.relativize(file) : file;
    }

    /** Of a second person, where there is one: nobody decides about a model of their own data or run. */
    public String reviewerToken() {
        var reviewer = or(REVIEWER_TOKEN, named(TOKEN));
        return reviewer.isEmpty() ? Tokens.reviewer(layout) : reviewer;
    }

    /** What to say where an address does not answer. */
    String remedy(Part part) {
        return attached()
                ? "is " + variable(part) + " right, and does that stack run?"
                : "start what is missing with ./millrace up, see ./millrace status";
    }

    /** What to say where nothing answers. */
    public String howToStart() {
        return attached()
                ? "the environment names another stack (MILLRACE_*_URL); is it right, and does that run?"
                : "start it with ./millrace up";
    }

    /** All of it as the variables that {@link #of} understands. */
    public Map<String, String> variables() {
        var variables = new LinkedHashMap<String, String>();
        if (attached()) {
            variables.put(ATTACHED, "true");
        }
        Arrays.stream(Part.values()).filter(Part::service).forEach(part -> variables.put(variable(part), url(part)));
        Arrays.stream(Part.values())
                .filter(Part::service)
                .forEach(part -> variables.put(variable(part) + "S", urls(part)));
        variables.put(variable(Part.CONSOLE), url(Part.CONSOLE));
        variables.put(GRPC, or(GRPC, "127.0.0.1:" + layout.ports(Part.SERVING).grpc()));
        variables.put(KAFKA, kafka());
        variables.put(SCHEMAS, url(Part.SCHEMAS));
        variables.put(DOCUMENTS, mongodb());
        variables.put(TOKEN, token());
        variables.put(REVIEWER_TOKEN, reviewerToken());
        return variables;
    }

    private static String variable(Part part) {
        return switch (part) {
            case DOCUMENTS -> DOCUMENTS;
            case KAFKA -> KAFKA;
            case SCHEMAS -> SCHEMAS;
            case INGESTION, VALIDATION, TRAINING, REGISTRY, SERVING, MONITORING, CONSOLE ->
                "MILLRACE_" + part.name() + "_URL";
        };
    }

    private String or(String variable, String otherwise) {
        var value = named(variable);
        return value.isEmpty() ? otherwise : value;
    }

    private String named(String variable) {
        return environment.getOrDefault(variable, "").strip();
    }
}
