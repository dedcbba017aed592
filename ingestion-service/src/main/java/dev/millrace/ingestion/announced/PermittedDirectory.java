package dev.millrace.ingestion.announced;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The directory that producers outside may name files of. A name is relative and has no step upwards; symbolic links are followed
 * as long as they lead to a file in the directory, and nothing that is replaced meanwhile leads out of it.
 */
final class PermittedDirectory {

    private static final int LONGEST_NAME = 1024;
    private static final Set<String> NAMES_NO_FILE =
            Set.of("Not a directory", "File name too long", "Too many levels of symbolic links");
    private static final Pattern NAME = Pattern.compile("[^/\\\\\\p{Cntrl}]+(/[^/\\\\\\p{Cntrl}]+)*");
    private static final Pattern HIDDEN = Pattern.compile("(^|.*/)\\.[^/]*(/.*|$)", Pattern.DOTALL);

    private final @Nullable Path root;

    /** @param root null where nothing is permitted */
    PermittedDirectory(@Nullable Path root) {
        this.root = root;
    }

    /**
     * Opens the file with this name, to be read.
     *
     * @throws RefusedException where there is none that may be read
     * @throws IOException where the directory is not there at the moment
     */
    SeekableByteChannel open(String name) throws IOException {
        if (root == null) {
            throw new RefusedException(
                    "NOTHING_PERMITTED",
                    "This deployment permits no directory to take announced files from (setting "
                            + "millrace.ingestion.announced.permitted). Upload the file instead");
        }
        checkName(name);
        var directory = directory(root);
        try {
            var file = resolved(directory, name).toRealPath();
            if (!file.startsWith(directory)) {
                throw new RefusedException(
                        "FILE_OUTSIDE", "A symbolic link in '%s' leads out of the permitted directory".formatted(name));
            }
            return open(directory, directory.relativize(file), name);
        } catch (FileSystemException fault) {
            throw refused(fault, name);
        }
    }

    /** What the name is to blame for; anything else is the disk's fault, and passes. */
    private static RefusedException refused(FileSystemException fault, String name) throws FileSystemException {
        if (fault instanceof AccessDeniedException) {
            return new RefusedException(
                    "FILE_UNREADABLE", "Ingestion may not read '%s'. Change the file's permissions".formatted(name));
        }
        if (fault instanceof NoSuchFileException
                || NAMES_NO_FILE.stream().anyMatch(String.valueOf(fault.getReason())::startsWith)) {
            return new RefusedException("FILE_NOT_FOUND", """
                    There is no file '%s' in the permitted directory. Write it there under another name, rename it when it is \
                    complete, and announce it then""".formatted(name));
        }
        throw fault;
    }

    private static void checkName(String name) {
        if (name.length() > LONGEST_NAME
                || !NAME.matcher(name).matches()
                || HIDDEN.matcher(name).matches()) {
            throw noName();
        }
    }

    private static RefusedException noName() {
        return new RefusedException("FILE_NAME", """
                'file' is the name of a file relative to the permitted directory, such as 2026/trips.csv: at most 1024 \
                characters, steps divided by /, none of them empty or beginning with a dot, no \\ and no control character""");
    }

    private static Path resolved(Path directory, String name) {
        try {
            return directory.resolve(name);
        } catch (InvalidPathException noNameHere) {
            throw noName();
        }
    }

    /** It may be on a disk that is away at the moment, so that it is not there is no fault of the file's. */
    private static Path directory(Path root) throws IOException {
        try {
            return root.toRealPath();
        } catch (NoSuchFileException away) {
            throw new IOException("the permitted directory " + root + " is not there", away);
        }
    }

    /** Step by step from the directory and without following links, for what was a folder may be a link by now. */
    private static SeekableByteChannel open(Path directory, Path file, String name) throws IOException {
        try (var start = Files.newDirectoryStream(directory)) {
            return start instanceof SecureDirectoryStream<Path> secure
                    ? open(secure, file, name)
                    : regular(
                            Files.getFileAttributeView(
                                    directory.resolve(file), BasicFileAttributeView.class, NOFOLLOW_LINKS),
                            () -> Files.newByteChannel(
                                    directory.resolve(file), Set.of(StandardOpenOption.READ, NOFOLLOW_LINKS)),
                            name);
        }
    }

    private static SeekableByteChannel open(SecureDirectoryStream<Path> folder, Path file, String name)
            throws IOException {
        var step = file.getName(0);
        if (file.getNameCount() > 1) {
            try (DirectoryStream<Path> next = folder.newDirectoryStream(step, NOFOLLOW_LINKS)) {
                return open((SecureDirectoryStream<Path>) next, file.subpath(1, file.getNameCount()), name);
            }
        }
        return regular(
                folder.getFileAttributeView(step, BasicFileAttributeView.class, NOFOLLOW_LINKS),
                () -> folder.newByteChannel(step, Set.of(StandardOpenOption.READ, NOFOLLOW_LINKS)),
                name);
    }

    private static SeekableByteChannel regular(BasicFileAttributeView view, Opening opening, String name)
            throws IOException {
        if (!view.readAttributes().isRegularFile()) {
            throw new RefusedException(
                    "FILE_UNREADABLE", "'%s' is no file but a directory or a device".formatted(name));
        }
        return opening.open();
    }

    private interface Opening {
        SeekableByteChannel open() throws IOException;
    }
}
