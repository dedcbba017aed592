package dev.millrace.serving.model;

import dev.millrace.models.ModelPackage.Feature;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The columns of a model, found by name without a search. */
public final class Signature {

    private final List<Feature> features;
    private final Map<String, Integer> places = new HashMap<>();

    public Signature(List<Feature> features) {
        this.features = List.copyOf(features);
        for (int place = 0; place < features.size(); place++) {
            places.put(features.get(place).name(), place);
        }
    }

    public List<Feature> features() {
        return features;
    }

    public Feature feature(int place) {
        return features.get(place);
    }

    public int width() {
        return features.size();
    }

    /** Where the column stands, or -1. */
    public int place(String name) {
        var place = places.get(name);
        return place == null ? -1 : place;
    }

    public Set<String> names() {
        return Set.copyOf(places.keySet());
    }
}
