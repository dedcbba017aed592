package dev.millrace.monitoring.routing;

import dev.millrace.pipelines.AlertRouteSpec;
import dev.millrace.pipelines.AlertRouteSpecs;
import java.time.Instant;

/**
 * A version of a route.
 *
 * @param version counts the changes of all routes and silences of the project, so that a route that was removed never gets a
 *     number again that it had
 * @param json the specification in its canonical form
 * @param removed whether this version says that there is no such route any more
 */
public record AppliedRoute(
        String route, int version, String digest, String json, String definedBy, Instant definedAt, boolean removed) {

    static AppliedRoute of(AlertRouteSpec spec, int version, String by, Instant at) {
        return new AppliedRoute(
                spec.name(),
                version,
                AlertRouteSpecs.digest(spec),
                AlertRouteSpecs.toCanonicalJson(spec),
                by,
                at,
                false);
    }

    AppliedRoute removed(int atVersion, String by, Instant at) {
        return new AppliedRoute(route, atVersion, digest, json, by, at, true);
    }

    AlertRouteSpec spec() {
        return AlertRouteSpecs.parse(json);
    }
}
