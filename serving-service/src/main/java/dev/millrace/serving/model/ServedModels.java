package dev.millrace.serving.model;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The versions that this instance answers with, one a model. A switch is one change of a reference. */
public final class ServedModels {

    private final Map<ModelName, ServedModel> current = new ConcurrentHashMap<>();
    private final Map<ModelName, Set<String>> retired = new ConcurrentHashMap<>();

    /** The version in force, kept open until the lease is closed. */
    public Optional<Lease> lease(ModelName name) {
        var model = current.get(name);
        while (model != null && !model.hold()) {
            model = current.get(name);
        }
        return model == null ? Optional.empty() : Optional.of(new Lease(model));
    }

    /** What is answered with now, for reports; it may be replaced at any time. */
    public Optional<Approval> approval(ModelName name) {
        return Optional.ofNullable(current.get(name)).map(ServedModel::approval);
    }

    /** Approvals in force in one project, by name. */
    public List<Approval> approvals(String project) {
        return current.values().stream()
                .map(ServedModel::approval)
                .filter(approval -> approval.name().project().equals(project))
                .sorted(Comparator.comparing(approval -> approval.name().model()))
                .toList();
    }

    /** Whether this process answered with the version before. */
    public boolean isRetired(ModelName name, String version) {
        return retired.getOrDefault(name, Set.of()).contains(version);
    }

    public int size() {
        return current.size();
    }

    /**
     * Puts the version in force if its generation is newer than what is. Otherwise closes it and says false.
     */
    boolean switchTo(ServedModel next) {
        var name = next.approval().name();
        while (true) {
            var before = current.get(name);
            if (before != null && !next.approval().isNewerThan(before.approval())) {
                next.release();
                return false;
            }
            boolean switched =
                    before == null ? current.putIfAbsent(name, next) == null : current.replace(name, before, next);
            if (switched) {
                if (before != null) {
                    retired.computeIfAbsent(name, first -> ConcurrentHashMap.newKeySet())
                            .add(Integer.toString(before.approval().version()));
                    before.release();
                }
                return true;
            }
        }
    }
}
