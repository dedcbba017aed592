package dev.millrace.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** The folder of a stack's state, and the number of the form in which that state is written. */
public final class Home {

    /**
     * Raise it when state that an older Millrace wrote cannot be used any more: with other topics or partition counts, or
     * with documents that the services would not understand.
     */
    static final int LAYOUT = 2;

    private static final List<String> STATE = List.of("data", "artifacts", "logs", "run", "replicas", "layout");

    private final Path directory;

    public Home(Layout layout) {
        directory = layout.home();
    }

    /** Writes the number into a new home; complains about a home that another Millrace wrote. */
    void claim() {
        var found = found();
        if (found != LAYOUT) {
            throw new Complaint("the state in " + directory + " was written by "
                    + (found < LAYOUT ? "an older" : "a newer")
                    + " Millrace and cannot be used by this one (it has layout " + found + ", this one writes " + LAYOUT
                    + "); ./millrace down --wipe deletes it, and MILLRACE_HOME names another folder");
        }
        try {
            Files.createDirectories(directory.resolve("permitted"));
            Files.writeString(file(), LAYOUT + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file(), e);
        }
    }

    /** The first layout had no file for its number. */
    private int found() {
        try {
            return Integer.parseInt(Files.readString(file()).strip());
        } catch (NoSuchFileException none) {
            return Files.exists(directory.resolve("data")) ? 1 : LAYOUT;
        } catch (NumberFormatException e) {
            throw new Complaint(file() + " must be a number; ./millrace down --wipe deletes all state", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file(), e);
        }
    }

    private Path file() {
        return directory.resolve("layout");
    }

    /** Deletes all state; tokens and the files that people put into {@code watched} and {@code permitted} stay. Call when nothing runs. */
    public void wipe() {
        STATE.forEach(name -> delete(directory.resolve(name)));
    }

    /** With everything in it, if it is a folder; nothing happens where there is none. */
    static void delete(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try (var files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }
}
