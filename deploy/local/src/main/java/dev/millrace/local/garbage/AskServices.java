package dev.millrace.local.garbage;

import dev.millrace.artifacts.Digest;
import dev.millrace.local.client.Api;
import dev.millrace.local.stack.Complaint;
import dev.millrace.local.stack.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Asks every service which artifacts it refers to. An answer that is missing, or that is not exactly what is expected, ends the
 * whole: whoever does not know what is needed must not remove anything.
 */
final class AskServices {

    private static final String ROUTE = "/v1/artifacts/references?limit=500&after=";

    private final Pages pages;
    private final String store;

    AskServices(Api api, String store) {
        this((service, after) -> api.get(service, ROUTE + Api.step(after)), store);
    }

    AskServices(Pages pages, String store) {
        this.pages = pages;
        this.store = store;
    }

    /** The pages of a service's answer. */
    @FunctionalInterface
    interface Pages {
        JsonNode page(Part service, String after);
    }

    References ask() {
        var references = new References();
        Arrays.stream(Part.values()).filter(Part::service).forEach(service -> ask(service, references));
        references.settle();
        return references;
    }

    private void ask(Part service, References references) {
        var after = "";
        do {
            var page = page(service, after);
            check(service, page);
            list(service, page, "needed").forEach(each -> references.need(digest(service, each)));
            list(service, page, "packages")
                    .forEach(each -> references.add(digest(service, each.path("digest")), digests(service, each)));
            list(service, page, "freed")
                    .forEach(each -> references.free(
                            digest(service, each.path("digest")),
                            each.path("reason").asString("freed by " + service.label())));
            var next = page.path("next").asString("");
            if (next.equals(after) && !next.isEmpty()) {
                throw odd(service, "its next page is the same page");
            }
            after = next;
        } while (!after.isEmpty());
    }

    private JsonNode page(Part service, String after) {
        try {
            return pages.page(service, after);
        } catch (Complaint silent) {
            throw new Complaint(
                    "nothing is removed, because not every service says what it needs: " + silent.line(), silent);
        } catch (JacksonException unreadable) {
            throw odd(service, "its answer is no JSON");
        }
    }

    private void check(Part service, JsonNode page) {
        if (!page.path("service").asString("").equals(service.label())) {
            throw odd(service, "its answer is that of " + page.path("service").asString("nobody"));
        }
        if (!page.path("store").asString("").equals(store)) {
            throw odd(service, "it uses another artifact store than the one that is looked at");
        }
    }

    private static List<JsonNode> list(Part service, JsonNode page, String field) {
        if (!page.path(field).isArray()) {
            throw odd(service, "its answer has no list '" + field + "'");
        }
        return page.path(field).valueStream().toList();
    }

    private static List<Digest> digests(Part service, JsonNode modelPackage) {
        var digests = new ArrayList<Digest>();
        list(service, modelPackage, "artifacts").forEach(each -> digests.add(digest(service, each)));
        return digests;
    }

    private static Digest digest(Part service, JsonNode text) {
        var hex = text.asString("");
        if (!Digest.isOne(hex)) {
            throw odd(service, "'" + hex + "' in its answer is no digest");
        }
        return new Digest(hex);
    }

    private static Complaint odd(Part service, String what) {
        return new Complaint("nothing is removed, because " + service.label() + " answers oddly: " + what);
    }
}
