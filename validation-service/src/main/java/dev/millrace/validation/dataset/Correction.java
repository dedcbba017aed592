package dev.millrace.validation.dataset;

import dev.millrace.validation.rule.Schema;
import dev.millrace.validation.rule.SchemaProblem;
import java.util.List;

/** What came of somebody's correction of a schema. */
public sealed interface Correction {

    /**
     * What somebody asks for.
     *
     * @param base the version of the schema that they looked at; 0 for none
     */
    record Request(String project, String dataset, int base, Schema schema, String by, String reason) {}

    /** It is in force; if it is the one that was, nothing has changed. */
    record InForce(SchemaVersion version) implements Correction {}

    /** It is no schema. */
    record Faulty(List<SchemaProblem> problems) implements Correction {
        public Faulty {
            problems = List.copyOf(problems);
        }
    }

    /** Another version is in force than the one that they looked at. */
    record MovedOn(int inForce) implements Correction {}
}
