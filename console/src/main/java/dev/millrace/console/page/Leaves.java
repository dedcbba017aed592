package dev.millrace.console.page;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The values of a JSON document, so that two can be compared. */
public final class Leaves {

    private Leaves() {}

    /** Every value, under the path at which it stands. */
    public static Map<String, String> of(@Nullable JsonNode document) {
        var leaves = new LinkedHashMap<String, String>();
        if (document != null) {
            collect(document, "", leaves);
        }
        return leaves;
    }

    private static void collect(JsonNode node, String path, Map<String, String> leaves) {
        if (node.isObject() && !node.isEmpty()) {
            node.propertyStream()
                    .forEach(property -> collect(
                            property.getValue(),
                            path.isEmpty() ? property.getKey() : path + "." + property.getKey(),
                            leaves));
        } else {
            leaves.put(path, node.isString() ? node.asString() : node.toString());
        }
    }
}
