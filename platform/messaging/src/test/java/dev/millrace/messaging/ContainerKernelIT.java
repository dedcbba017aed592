package dev.millrace.messaging;

import org.junit.jupiter.api.Assumptions;

/** The scenarios on the real Kafka, Apicurio and FerretDB, wherever a Docker engine has their images. */
class ContainerKernelIT extends HandOverScenarios {

    @Override
    Surroundings surroundings() {
        ContainerSurroundings.missing().ifPresent(why -> {
            var message = "SKIPPED ContainerKernelIT: " + why;
            System.out.println(message);
            Assumptions.abort(message);
        });
        return ContainerSurroundings.start();
    }
}
