package dev.millrace.training.run;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The dataset versions that the next run reads.
 *
 * @param since the last version that replaced all before it; 0 where none did
 * @param versions in ascending order
 */
record KnownData(long since, List<Version> versions) {

    static final KnownData NONE = new KnownData(0, List.of());

    KnownData {
        versions = List.copyOf(versions);
    }

    /** One version. */
    record Version(long number, long rows) {}

    /** False for a version that is in already, or was replaced before it came. */
    boolean isNew(long number) {
        return number > since && versions.stream().noneMatch(version -> version.number() == number);
    }

    /** With a new version. */
    KnownData with(DatasetVersion added) {
        Version version = new Version(added.version(), added.rows());
        return switch (added.mode()) {
            case APPEND -> new KnownData(since, sorted(Stream.concat(versions.stream(), Stream.of(version))));
            case SNAPSHOT ->
                new KnownData(
                        added.version(),
                        sorted(Stream.concat(
                                Stream.of(version),
                                versions.stream().filter(later -> later.number() > added.version()))));
        };
    }

    private static List<Version> sorted(Stream<Version> versions) {
        return versions.sorted(Comparator.comparingLong(Version::number)).toList();
    }

    boolean isEmpty() {
        return versions.isEmpty();
    }

    long rows() {
        return versions.stream().mapToLong(Version::rows).sum();
    }

    List<Long> numbers() {
        return versions.stream().map(Version::number).toList();
    }

    /** Rows of the versions that are not among these. */
    long rowsBeyond(Collection<Long> trained) {
        Set<Long> known = new HashSet<>(trained);
        return versions.stream()
                .filter(version -> !known.contains(version.number()))
                .mapToLong(Version::rows)
                .sum();
    }
}
