package dev.millrace.serving.prediction.web;

import dev.millrace.serving.prediction.Refusals;
import dev.millrace.serving.prediction.RepositoryExtension;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads bodies of the repository extension, which may be left out. */
final class RepositoryReader {

    private static final String WHERE = "the body";

    private final JsonParser json;

    RepositoryReader(JsonParser json) {
        this.json = json;
    }

    /** Whether only models that are ready are asked for. */
    boolean onlyReady() {
        boolean ready = false;
        if (json.nextToken() == null) {
            return false;
        }
        object(WHERE);
        while (json.nextToken() != JsonToken.END_OBJECT) {
            boolean isReady = json.currentName().equals("ready");
            json.nextToken();
            if (isReady) {
                ready = truth();
            } else {
                json.skipChildren();
            }
        }
        end();
        return ready;
    }

    private boolean truth() {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw Refusals.bad("JSON_TYPE", "ready is true or false");
        };
    }

    /** Why a model is to be loaded or unloaded; empty where the body does not say. */
    String reason() {
        var reason = "";
        if (json.nextToken() == null) {
            return reason;
        }
        object(WHERE);
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var name = json.currentName();
            json.nextToken();
            if (name.equals("parameters")) {
                reason = parameters();
            } else {
                json.skipChildren();
            }
        }
        end();
        return reason;
    }

    private String parameters() {
        var reason = "";
        object("parameters");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var name = json.currentName();
            json.nextToken();
            switch (name) {
                case RepositoryExtension.REASON -> reason = text();
                case "unload_dependents" -> json.skipChildren();
                default -> throw RepositoryExtension.unknownParameter(name);
            }
        }
        return reason;
    }

    private String text() {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw Refusals.bad("JSON_TYPE", RepositoryExtension.REASON + " is a text");
        }
        return json.getString();
    }

    private void object(String what) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw Refusals.bad("JSON_TYPE", what + " is an object");
        }
    }

    private void end() {
        if (json.nextToken() != null) {
            throw Refusals.bad("JSON_MALFORMED", "Something follows the body's object");
        }
    }
}
