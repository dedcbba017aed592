package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A model whose versions serve only when a person says so. */
final class ReviewedModel {

    private static final String NAME = "reviewed";
    private static final String SPECIFICATION = """
            gates:
              - {metric: auc, min: 0.5}
            approval: manual
            retrain: {on: [new-data], cooldown: PT0S, minNewRows: 1, runsPerDay: 1000}
            """;
    private static final List<String> APPROVAL_STEPS = List.of(
            "data.arrived",
            "data.validated",
            "training.decided",
            "model.trained",
            "run.ended",
            "alert.raised",
            "model.approved",
            "model.deployed");
    private static final List<String> ROLLBACK_STEPS = List.of("model.approved", "model.deployed");
    private static final int TRIPS = 600;

    private final PackagedStack stack;
    private final Services services;
    private final Cascades cascades;

    ReviewedModel(PackagedStack stack, Services services, Cascades cascades) {
        this.stack = stack;
        this.services = services;
        this.cascades = cascades;
    }

    /**
     * A decision that is to be taken, and may be said again with the same key.
     *
     * @param generation that will serve by it
     */
    record Word(String command, int version, String key, long generation) {

        String[] arguments() {
            return new String[] {command, NAME, Integer.toString(version), "--key", key};
        }

        /** The same by somebody who does not know that it was said. */
        Word withoutItsKey() {
            return new Word(command, version, UUID.randomUUID().toString(), generation);
        }
    }

    /** To approve a version that was just trained. */
    Word approval(long seed) {
        stack.run("apply", stack.specification(NAME, SPECIFICATION).toString()).succeeded();
        var upload = stack.json("upload", NAME, stack.trips(seed, TRIPS).toString());
        cascades.awaitStatus(upload.path("cascadeId").asString(), "PENDING_APPROVAL");
        return word("approve", model().at("/model/waiting/0").asInt());
    }

    /** To let the first version serve again, or the second where the first one does. */
    Word rollback(long seed) {
        for (int known = model().at("/model/versions").asInt(); known < 2; known++) {
            stack.run(approval(seed + known).arguments()).succeeded();
            awaitDeployment();
        }
        return word("rollback", model().at("/model/champion").asInt() == 1 ? 2 : 1);
    }

    private Word word(String command, int version) {
        return new Word(
                command,
                version,
                UUID.randomUUID().toString(),
                model().at("/model/generation").asLong() + 1);
    }

    /** It stands once, is told once, and nothing but its version answers. */
    void assertStandsOnce(Word word) {
        var told = stack.json(word.arguments());
        assertThat(told.path("version").asInt()).isEqualTo(word.version());
        assertThat(told.path("generation").asLong()).isEqualTo(word.generation());
        assertThat(stack.run(word.withoutItsKey().arguments()).output()).contains("ALREADY_");

        awaitDeployment();
        assertThat(model().at("/model/champion").asInt()).isEqualTo(word.version());
        assertThat(model().at("/model/generation").asLong()).isEqualTo(word.generation());
        var cascade = cascadeOf(word);
        cascades.awaitServing(cascade);
        cascades.assertOnce(cascade, word.command().equals("rollback") ? ROLLBACK_STEPS : APPROVAL_STEPS);
        assertAnswers(word);
    }

    /** Until the registry was told that its newest generation serves. */
    private void awaitDeployment() {
        PackagedStack.await(
                "the newest generation to serve",
                () -> model().path("generations")
                        .valueStream()
                        .filter(generation -> generation.path("number").asLong()
                                == model().at("/model/generation").asLong())
                        .anyMatch(generation ->
                                generation.at("/deployments/0/serving").asBoolean()));
    }

    /** By the only line of a whole audit that names its key. */
    private String cascadeOf(Word word) {
        var audit = services.ask("registry", "/v1/audit?aggregate=registry:models:default/" + NAME);
        assertThat(audit.path("verified").asBoolean()).isTrue();
        var lines = audit.path("records")
                .valueStream()
                .filter(line -> line.path("cause").asString("").equals(word.key()))
                .toList();
        assertThat(lines).hasSize(1);
        return lines.getFirst().path("cascadeId").asString();
    }

    private void assertAnswers(Word word) {
        try {
            var row = Files.readString(stack.rows(1, 1)).strip();
            var answer = Services.json(
                    services.post("serving", "/v1/models/" + NAME + ":predict", "{\"instances\":[" + row + "]}"));
            assertThat(answer.path("version").asInt()).isEqualTo(word.version());
            assertThat(answer.path("generation").asLong()).isEqualTo(word.generation());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode model() {
        return services.ask("registry", "/v1/models/" + NAME);
    }
}
