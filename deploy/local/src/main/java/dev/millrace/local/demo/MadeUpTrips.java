package dev.millrace.local.demo;

import dev.millrace.examples.TaxiTrips;
import dev.millrace.examples.World;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Trips of the seeded generator: the same demo on every machine. */
final class MadeUpTrips implements Trips {

    private static final int ROWS = 8000;
    private static final long USUAL_SEED = 20_130_101;
    private static final long SHIFTED_SEED = 20_160_101;

    private final Path directory;
    private final TaxiTrips shifted = new TaxiTrips(SHIFTED_SEED, World.SHIFTED);

    MadeUpTrips(Path directory) {
        this.directory = directory;
    }

    @Override
    public List<String> columns() {
        return TaxiTrips.COLUMNS;
    }

    @Override
    public Path usual() {
        var file = directory.resolve("trips.csv");
        var usual = new TaxiTrips(USUAL_SEED, World.USUAL);
        Csv.write(file, columns(), Stream.generate(usual::next).limit(ROWS).toList());
        return file;
    }

    @Override
    public int size() {
        return ROWS;
    }

    @Override
    public synchronized List<List<String>> shifted(int rows) {
        return IntStream.range(0, rows).mapToObj(row -> shifted.next()).toList();
    }
}
