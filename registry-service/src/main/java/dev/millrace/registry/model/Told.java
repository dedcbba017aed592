package dev.millrace.registry.model;

import tools.jackson.databind.json.JsonMapper;

/**
 * What came of a person's wish at that moment; kept with the idempotency key, so that whoever repeats it hears the same.
 *
 * @param generation what was to be served from then on; 0 where nothing was
 * @param rollback whether that generation was a rollback
 */
public record Told(int version, Version.Status status, long generation, boolean rollback) {

    private static final JsonMapper JSON = JsonMapper.shared();

    static Told of(ModelState state, int version, Version.Status status) {
        Generation champion = state.champion();
        return champion == null
                ? new Told(version, status, 0, false)
                : new Told(version, status, champion.number(), champion.rollback());
    }

    static Told parse(String json) {
        return JSON.readValue(json, Told.class);
    }

    String json() {
        return JSON.writeValueAsString(this);
    }
}
