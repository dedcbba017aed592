/**
 * What people see of Millrace in a browser. The console judges nothing and stores nothing: it asks the six services with the reader's own
 * token and shows their answers.
 *
 * <p>A family of pages is a package with one controller, the records of the JSON that it reads (only the fields that it shows; others are
 * ignored) and its templates in {@code templates/<package>}. A controller method takes an {@link dev.millrace.console.service.Asking}, asks
 * everything that the page needs side by side, and puts the {@link dev.millrace.console.service.Answer}s into the model:
 *
 * <pre>{@code
 * @GetMapping("/runs")
 * String runs(Asking asking, Model model) {
 *     var runs = asking.of(Part.TRAINING, Runs.class, "/v1/runs?limit={limit}", 50);
 *     model.addAttribute("runs", runs.answer());
 *     return "run/list";
 * }
 * }</pre>
 *
 * <p>The template wraps its {@code main} in the layout, formats with {@code show}, and lets {@code panel} say what is wrong where an answer
 * did not come:
 *
 * <pre>{@code
 * <html th:replace="~{layout :: page('Runs', 'pipelines', ~{::main})}"><body><main>
 *   <h1>Runs</h1>
 *   <section id="runs" data-region data-live="pipeline:*" aria-labelledby="runs-title">
 *     <h2 id="runs-title">Newest <a th:replace="~{panel :: json(${runs})}"></a></h2>
 *     <div th:replace="~{panel :: unless(${runs})}"></div>
 *     <table th:if="${runs.given}"><tr th:each="run : ${runs.value.runs}">…
 *       <td><span th:replace="~{panel :: status(${run.status})}"></span></td>
 *       <td th:text="${show.time(run.startedAt)}"></td>
 * }</pre>
 */
@NullMarked
package dev.millrace.console;

import org.jspecify.annotations.NullMarked;
