package dev.millrace.training.learn.graph;

import dev.millrace.models.ModelPackage.Feature;
import dev.millrace.training.learn.graph.PlannedFeature.Quantity;
import dev.millrace.training.learn.rows.RawColumn;
import dev.millrace.training.learn.rows.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How far two places of a row lie apart, as on a map that is true to scale halfway between them, in degrees of latitude of 111
 * kilometres each. It takes few operators, and within a continent it orders places as the way on the globe does. Missing where a
 * coordinate is.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Equirectangular_projection">the equirectangular projection</a>
 */
record Distance(Place from, Place to) {

    private static final Pattern LATITUDE = Pattern.compile("latitude|(?<![a-z])lat(?![a-z])");
    private static final String LONGITUDES = "longitude|(?<![a-z])(long|lon|lng)(?![a-z])";
    private static final double HALF_IN_RADIANS = Math.PI / 360;
    private static final double HALF_A_TURN = 180;

    /** More places have too many distances. */
    private static final int MOST_PLACES = 3;

    /** A pair of columns in degrees. */
    record Place(Feature latitude, Feature longitude) {}

    /** Between every two places that the columns' names and values tell; none where there are too many places. */
    static List<Distance> among(List<PlannedFeature> features, Table rows) {
        List<Feature> numbers = features.stream()
                .filter(Quantity.class::isInstance)
                .map(PlannedFeature::feature)
                .toList();
        List<Place> places = numbers.stream()
                .flatMap(latitude -> place(latitude, numbers).stream())
                .filter(place -> within(rows, place.latitude, 90) && within(rows, place.longitude, 180))
                .toList();
        List<Distance> distances = new ArrayList<>();
        for (int first = 0; places.size() <= MOST_PLACES && first < places.size(); first++) {
            for (int second = first + 1; second < places.size(); second++) {
                distances.add(new Distance(places.get(first), places.get(second)));
            }
        }
        return distances;
    }

    /** The longitude is called as the latitude is, but for that word. */
    private static Optional<Place> place(Feature latitude, List<Feature> numbers) {
        String name = lower(latitude);
        var word = LATITUDE.matcher(name);
        if (!word.find()) {
            return Optional.empty();
        }
        Pattern longitude = Pattern.compile(Pattern.quote(name.substring(0, word.start())) + "(" + LONGITUDES + ")"
                + Pattern.quote(name.substring(word.end())));
        return numbers.stream()
                .filter(other -> longitude.matcher(lower(other)).matches())
                .findFirst()
                .map(other -> new Place(latitude, other));
    }

    /** {@code pickupLat} is read as {@code pickup_lat}. */
    private static String lower(Feature feature) {
        return feature.name().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    private static boolean within(Table rows, Feature feature, double degrees) {
        RawColumn column = rows.column(feature.name()).orElseThrow();
        return IntStream.range(0, rows.rows())
                .allMatch(row -> column.missing(row) || Math.abs(column.number(row)) <= degrees);
    }

    List<String> names() {
        return Stream.of(from.latitude, from.longitude, to.latitude, to.longitude)
                .map(Feature::name)
                .toList();
    }

    /** For people. */
    String told() {
        return "the distance from %s, %s to %s, %s is learned from too".formatted(names().toArray());
    }

    /** Of its coordinates among the features. */
    int[] places(List<PlannedFeature> features) {
        return IntStream.range(0, features.size())
                .filter(place -> names().contains(features.get(place).feature().name()))
                .toArray();
    }

    /** Adds the nodes and returns the name of the column. */
    String append(GraphBuilder graph) {
        String first = from.latitude.input();
        String second = to.latitude.input();
        // ONNX Runtime knows no cosine of doubles; it is the sine of a quarter turn more.
        String more = graph.add("Sum", List.of(first, second, graph.constant(Tensors.scalar(HALF_A_TURN))));
        String halfway = graph.add("Mul", List.of(more, graph.constant(Tensors.scalar(HALF_IN_RADIANS))));
        String north = graph.add("Sub", List.of(second, first));
        String degrees = graph.add("Sub", List.of(to.longitude.input(), from.longitude.input()));
        String east = graph.add("Mul", List.of(degrees, graph.add("Sin", List.of(halfway))));
        return graph.add("ReduceL2", List.of(graph.concat(List.of(north, east)), graph.constant(Tensors.longs(1))));
    }
}
