package dev.millrace.pipelines;

import java.util.Arrays;
import java.util.Optional;

/** What is predicted: one of two classes, one of several, or a number. */
public enum Task {
    BINARY("binary-classification"),
    MULTICLASS("multiclass-classification"),
    REGRESSION("regression");

    private final String key;

    Task(String key) {
        this.key = key;
    }

    /** As packages and events name it. */
    public String key() {
        return key;
    }

    /** As specifications spell it. */
    public String word() {
        return Words.kebab(this);
    }

    public boolean isClassification() {
        return this != REGRESSION;
    }

    public static Optional<Task> of(String key) {
        return Arrays.stream(values()).filter(task -> task.key.equals(key)).findFirst();
    }
}
