package dev.millrace.monitoring;

import dev.millrace.contracts.InferenceLogged;
import dev.millrace.contracts.ModelApproved;
import dev.millrace.contracts.PredictionRow;
import dev.millrace.contracts.Route;
import dev.millrace.contracts.RouteRole;
import dev.millrace.testing.ServiceSettings;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Replicas of monitoring with one store: some run in this process, others in processes of their own, in which they die. */
record Replicas(Path directory, String project) {

    static final String TOKEN = "a-token-for-tests-only";

    /** What a process ends with that died at a point. */
    static final int HALTED = 137;

    /** A replica in this process; one that comes back under its name goes on with its partitions at once. */
    RunningMonitoring start(String replica) throws IOException {
        return RunningMonitoring.start(directory, project, project, settings(replica));
    }

    /**
     * A process that dies when it comes to a point.
     *
     * @param main what it runs
     * @param port that it answers at
     */
    Process dyingAt(String point, String replica, Class<?> main, int port) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dmillrace.faults=" + point + "=halt",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        var settings = ServiceSettings.in(directory)
                .caller(TOKEN, "tester", project, "VIEWER,DATA_ENGINEER")
                .with("spring.mongodb.database", project)
                .with("server.port", port);
        settings(replica).forEach(settings::with);
        command.addAll(List.of(settings.arguments()));
        return new ProcessBuilder(command).inheritIO().start();
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** That version 1 of the model taxi is to serve. */
    ModelApproved approved(String digest) {
        var approved = new ModelApproved();
        approved.setProject(project);
        approved.setPipeline("taxi");
        approved.setModel("taxi");
        approved.setGeneration(1L);
        approved.setRoutes(List.of(new Route(1, digest, 100, RouteRole.CHAMPION)));
        approved.setApprover("gates");
        approved.setReason("all gates passed");
        approved.setRollback(false);
        return approved;
    }

    /** What version 1 of the model taxi has answered. */
    InferenceLogged logged(RouteRole role, List<String> columns, List<PredictionRow> rows) {
        var logged = new InferenceLogged();
        logged.setProject(project);
        logged.setPipeline("taxi");
        logged.setModel("taxi");
        logged.setVersion(1);
        logged.setGeneration(1L);
        logged.setRole(role);
        logged.setInstance("serving-1");
        logged.setColumns(columns);
        logged.setClasses(List.of("0", "1"));
        logged.setSamplingRate(1.0);
        logged.setDroppedBefore(0L);
        logged.setRows(rows);
        return logged;
    }

    private Map<String, Object> settings(String replica) {
        return Map.of("millrace.instance", replica, "millrace.messaging.state-directory", directory.resolve("state"));
    }
}
