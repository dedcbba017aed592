package dev.millrace.pipelines;

import dev.millrace.pipelines.PipelineSpec.Train;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which tasks a specification can mean: every metric and every trainer that it names must know the task. */
final class TaskCheck {

    private TaskCheck() {}

    /** The tasks that are left; all of them where nothing is named. */
    static Set<Task> possible(PipelineSpec spec) {
        var possible = EnumSet.allOf(Task.class);
        named(spec.data(), spec.train(), spec.gates()).values().forEach(possible::retainAll);
        return possible;
    }

    /** Notes metrics and trainers that cannot go together, or not with the task that is written down. */
    static void check(Place root, DataSpec data, Train train, List<PipelineSpec.Gate> gates) {
        var possible = EnumSet.allOf(Task.class);
        var before = "";
        for (var named : named(data, train, gates).entrySet()) {
            var left = EnumSet.copyOf(possible);
            left.retainAll(named.getValue());
            if (left.isEmpty()) {
                var code = named.getKey().startsWith("trainer") ? "TRAINER_UNSUPPORTED" : "METRIC_UNSUPPORTED";
                root.field("train").orElse(root).problem(code, sentence(named.getKey(), named.getValue(), before));
                return;
            }
            before = left.equals(possible) ? before : named.getKey();
            possible = left;
        }
    }

    private static String sentence(String what, Set<Task> tasks, String other) {
        var known = tasks.stream().sorted().map(Task::word).toList();
        return "The %s is for %s, which the %s is not.".formatted(what, String.join(" and ", known), other);
    }

    /** What is named, with the tasks that it knows, in the order of the document. */
    private static Map<String, Set<Task>> named(DataSpec data, Train train, List<PipelineSpec.Gate> gates) {
        var named = new LinkedHashMap<String, Set<Task>>();
        var task = data.target().task();
        if (task != null) {
            named.put("task " + task.word(), Set.of(task));
        }
        metric(train.select(), named);
        train.candidates()
                .forEach(candidate -> named.put(
                        "trainer " + Words.of(candidate.trainer()),
                        candidate.trainer().tasks()));
        gates.forEach(gate -> metric(gate.metric(), named));
        return named;
    }

    private static void metric(String key, Map<String, Set<Task>> named) {
        Metric.of(key).ifPresent(metric -> named.put("metric " + key, metric.tasks()));
    }
}
