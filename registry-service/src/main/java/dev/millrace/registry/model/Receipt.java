package dev.millrace.registry.model;

import dev.millrace.registry.history.Version;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came of a person's request at that moment; kept with the idempotency key, so that whoever repeats it gets the same.
 *
 * @param generation what was to be served from then on; 0 where nothing was
 * @param rollback whether that generation was a rollback
 */
public record Receipt(int version, Version.Status status, long generation, boolean rollback) {

    private static final JsonMapper JSON = JsonMapper.shared();

    static Receipt of(ModelState state, int version, Version.Status status) {
        var champion = state.champion();
        return champion == null
                ? new Receipt(version, status, 0, false)
                : new Receipt(
                        version,
                        status,
                        champion.generation().number(),
                        champion.generation().rollback());
    }

    static Receipt parse(String json) {
        return JSON.readValue(json, Receipt.class);
    }

    String json() {
        return JSON.writeValueAsString(this);
    }
}
