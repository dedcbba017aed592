package dev.millrace.pipelines;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** Says everything that is wrong with a specification at once, so that its author corrects it in one go. */
public final class SpecException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<SpecProblem> problems;

    public SpecException(List<SpecProblem> problems) {
        super(problems.stream()
                .map(problem -> "%s at %d:%d: %s"
                        .formatted(problem.code(), problem.line(), problem.column(), problem.message()))
                .collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** At least one, in the order of the document. */
    public List<SpecProblem> problems() {
        return problems;
    }
}
