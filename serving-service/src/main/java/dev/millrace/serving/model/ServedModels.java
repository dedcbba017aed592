package dev.millrace.serving.model;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The versions that this instance answers with: a routing table for each model. A switch is one change of a reference. */
public final class ServedModels {

    private final Map<ModelName, RoutingTable> tables = new ConcurrentHashMap<>();
    private final Map<ModelName, Set<String>> retired = new ConcurrentHashMap<>();
    private final Map<ModelName, Withdrawal> withdrawals = new ConcurrentHashMap<>();

    /** The version in force, the champion, kept open until the lease is closed. */
    public Optional<Lease> lease(ModelName name) {
        var model = route(name, ServingRole.CHAMPION);
        while (model != null && !model.hold()) {
            model = route(name, ServingRole.CHAMPION);
        }
        return model == null ? Optional.empty() : Optional.of(new Lease(model));
    }

    private @Nullable ServedModel route(ModelName name, ServingRole role) {
        var table = tables.get(name);
        return table == null ? null : table.route(role);
    }

    /** The champion that is answered with now, for reports; it may be replaced at any time. */
    public Optional<Approval> approval(ModelName name) {
        return approval(RouteKey.champion(name));
    }

    /** As {@link #approval(ModelName)}, of any route. */
    Optional<Approval> approval(RouteKey route) {
        return Optional.ofNullable(route(route.model(), route.role())).map(ServedModel::approval);
    }

    /** Approvals in force in one project, by name. */
    public List<Approval> approvals(String project) {
        return tables.values().stream()
                .flatMap(table -> table.routes().stream())
                .map(ServedModel::approval)
                .filter(approval -> approval.name().project().equals(project))
                .sorted(Comparator.comparing(approval -> approval.name().model()))
                .toList();
    }

    /** Whether this process answered with the version before. */
    public boolean isRetired(ModelName name, String version) {
        return retired.getOrDefault(name, Set.of()).contains(version);
    }

    /** Models that are answered with. */
    public int size() {
        return tables.size();
    }

    /**
     * Puts the version in force if its generation is newer than what is, and it is not withdrawn. Otherwise closes it and says
     * false.
     */
    boolean switchTo(ServedModel next) {
        var approval = next.approval();
        var after = tables.compute(approval.name(), (name, table) -> {
            var known = table == null ? RoutingTable.EMPTY : table;
            var before = known.route(approval.role());
            boolean isOld = before != null && !approval.isNewerThan(before.approval());
            if (isOld || withdrawal(approval).isPresent()) {
                return table;
            }
            retire(before);
            return known.with(next);
        });
        boolean isSwitched = after != null && after.route(approval.role()) == next;
        if (!isSwitched) {
            next.release();
        }
        return isSwitched;
    }

    private void retire(@Nullable ServedModel before) {
        if (before != null) {
            retired.computeIfAbsent(before.approval().name(), first -> ConcurrentHashMap.newKeySet())
                    .add(Integer.toString(before.approval().version()));
            before.release();
        }
    }

    /** What keeps the version from being answered with. */
    public Optional<Withdrawal> withdrawal(Approval approval) {
        return Optional.ofNullable(withdrawals.get(approval.name())).filter(each -> each.holdsFor(approval));
    }

    /** Stops answering with what the withdrawal holds for, requests under way apart, and lets none of it in again. */
    void withdraw(ModelName name, Withdrawal withdrawal) {
        withdrawals.put(name, withdrawal);
        tables.computeIfPresent(name, (same, table) -> {
            var withdrawn = table.routes().stream()
                    .filter(route -> withdrawal.holdsFor(route.approval()))
                    .toList();
            withdrawn.forEach(ServedModel::release);
            var left = table.without(withdrawn);
            return left.routes().isEmpty() ? null : left;
        });
    }

    void restore(ModelName name) {
        withdrawals.remove(name);
    }
}
