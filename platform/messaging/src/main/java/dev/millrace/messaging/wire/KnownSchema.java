package dev.millrace.messaging.wire;

/**
 * A schema and the id that the registry gave it, remembered so that the registry may be down.
 *
 * @param subject where this service registered or looked it up; empty for a schema met in somebody else's record
 * @param fingerprint of the schema itself, see {@link Schemas#fingerprint}
 */
public record KnownSchema(int id, String subject, String fingerprint, String json) {}
