package dev.millrace.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTests {

    private static final List<String> MACHINES =
            List.of("linux_amd64", "linux_arm64", "macos_amd64", "macos_arm64", "windows_amd64");

    @TempDir
    private Path directory;

    @Test
    void liesBesideTheJarInsteadOfInIt() throws IOException {
        var jar = program("validation", "duckdb_jdbc-2.0.jar");

        takeOut("validation");

        var beside = library("validation");
        assertThat(beside).content().startsWith("for ");
        try (var content = new ZipFile(jar.toFile())) {
            assertThat(content.stream().map(ZipEntry::getName)).containsExactly("org/duckdb/DuckDBDriver.class");
        }
    }

    @Test
    void isOneFileForAllPrograms() throws IOException {
        program("validation", "duckdb_jdbc-2.0.jar");
        program("training", "duckdb_jdbc-2.0.jar");

        takeOut("validation");
        takeOut("training");

        assertThat(Files.isSameFile(library("validation"), library("training"))).isTrue();
    }

    @Test
    void leavesOtherProgramsAlone() throws IOException {
        program("registry", "other-1.0.jar");

        takeOut("registry");

        assertThat(directory.resolve("registry")).isDirectoryNotContaining("glob:**libduckdb*");
        assertThat(directory.resolve("native")).doesNotExist();
    }

    private Path program(String name, String jar) throws IOException {
        var file = Files.createDirectories(directory.resolve(name)).resolve(jar);
        try (var content = new ZipOutputStream(Files.newOutputStream(file))) {
            content.putNextEntry(new ZipEntry("org/duckdb/DuckDBDriver.class"));
            for (String machine : MACHINES) {
                content.putNextEntry(new ZipEntry("libduckdb_java.so_" + machine));
                content.write(("for " + machine).getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }

    private void takeOut(String program) throws IOException {
        NativeLibrary.takeOut(directory.resolve(program), directory.resolve("native"));
    }

    private Path library(String program) throws IOException {
        try (var files = Files.list(directory.resolve(program))) {
            return files.filter(file -> file.getFileName().toString().startsWith("libduckdb"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
