package dev.millrace.validation.dataset;

import dev.millrace.artifacts.Digest;
import dev.millrace.validation.rule.Schema;
import dev.millrace.validation.rule.Statistics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at every value of a version once. */
@FunctionalInterface
public interface ProfileVersion {

    /** @param schema what the values are held to; null for a first version */
    Statistics profile(List<Digest> parts, @Nullable Schema schema);
}
