package dev.millrace.serving.model;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The versions that this instance answers with, one a model. A switch is one change of a reference. */
public final class ServedModels {

    private final Map<ModelName, ServedModel> current = new ConcurrentHashMap<>();
    private final Map<ModelName, Set<String>> retired = new ConcurrentHashMap<>();
    private final Map<ModelName, Withdrawal> withdrawals = new ConcurrentHashMap<>();

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
     * Puts the version in force if its generation is newer than what is, and it is not withdrawn. Otherwise closes it and says
     * false.
     */
    boolean switchTo(ServedModel next) {
        var after = current.compute(next.approval().name(), (name, before) -> {
            boolean isOld = before != null && !next.approval().isNewerThan(before.approval());
            return isOld || withdrawal(next.approval()).isPresent() ? before : replaced(before, next);
        });
        if (after != next) {
            next.release();
        }
        return after == next;
    }

    private ServedModel replaced(@Nullable ServedModel before, ServedModel next) {
        if (before != null) {
            retired.computeIfAbsent(next.approval().name(), first -> ConcurrentHashMap.newKeySet())
                    .add(Integer.toString(before.approval().version()));
            before.release();
        }
        return next;
    }

    /** What keeps the version from being answered with. */
    public Optional<Withdrawal> withdrawal(Approval approval) {
        return Optional.ofNullable(withdrawals.get(approval.name())).filter(each -> each.holdsFor(approval));
    }

    /** Stops answering with what the withdrawal holds for, requests under way apart, and lets none of it in again. */
    void withdraw(ModelName name, Withdrawal withdrawal) {
        withdrawals.put(name, withdrawal);
        current.computeIfPresent(name, (same, model) -> {
            if (!withdrawal.holdsFor(model.approval())) {
                return model;
            }
            model.release();
            return null;
        });
    }

    void restore(ModelName name) {
        withdrawals.remove(name);
    }
}
