package dev.millrace.local.stack;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Everything that the stack runs, in the order in which it is shown. */
public enum Part {
    DOCUMENTS("documents", 27017, 0),
    KAFKA("kafka", 9092, 0),
    SCHEMAS("schema-registry", 8081, 8281),
    INGESTION("ingestion", 8101, 8201),
    VALIDATION("validation", 8102, 8202),
    TRAINING("training", 8103, 8203),
    REGISTRY("registry", 8104, 8204),
    SERVING("serving", 8105, 8205),
    MONITORING("monitoring", 8106, 8206),
    CONSOLE("console", 8100, 8200);

    private static final int SERVING_GRPC = 8305;

    private final String label;
    private final int port;
    private final int managementPort;

    Part(String label, int port, int managementPort) {
        this.label = label;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** The part that people call by this name. */
    public static Part named(String label) {
        return find(label)
                .orElseThrow(() ->
                        new Complaint("there is no " + label + " in the stack; it has " + String.join(", ", labels())));
    }

    static Optional<Part> find(String label) {
        return Arrays.stream(values())
                .filter(part -> part.label.equals(label.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    private static List<String> labels() {
        return Arrays.stream(values()).map(Part::label).toList();
    }

    public String label() {
        return label;
    }

    /** One of the six services, as opposed to what they stand on. */
    public boolean service() {
        return compareTo(INGESTION) >= 0 && this != CONSOLE;
    }

    /** The first replica's ports where no offset moves them. No two of all these are a multiple of 250 apart. */
    Ports basePorts() {
        return new Ports(port, managementPort, this == SERVING ? SERVING_GRPC : 0);
    }
}
