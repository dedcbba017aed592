package dev.millrace.console.model;

import dev.millrace.console.model.RegistryAnswers.Decided;
import dev.millrace.console.model.RegistryAnswers.ModelDetail;
import dev.millrace.console.service.Answer;
import dev.millrace.console.service.Asking;
import dev.millrace.console.service.Part;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Where people approve, reject and roll back: a page that says what will happen, and that sends it. The form carries the key under which
 * the registry does it once, and the generation that served when the page was made.
 */
@Controller
class DecisionController {

    private static final String ROLLBACK = "rollback";

    /**
     * What a person sends.
     *
     * @param generation that served when the form was made
     */
    record Form(String key, @Nullable Long generation, String reason) {

        static Form fresh(@Nullable Long generation, String reason) {
            return new Form(UUID.randomUUID().toString(), generation, reason);
        }

        /** After a refusal it is another decision, about what serves by now; after silence it is the same one. */
        Form again(Answer<Decided> answer, @Nullable Long serving) {
            return answer instanceof Answer.Refused<Decided> ? fresh(serving, reason) : this;
        }
    }

    @GetMapping("/models/{model}/versions/{version}/{action:approve|reject}")
    String decide(
            Asking asking,
            @PathVariable String model,
            @PathVariable int version,
            @PathVariable String action,
            Model page) {
        var comparison = Comparisons.ask(asking, model, version, null);
        return form(page, model, action, version, comparison, Form.fresh(generation(comparison), ""));
    }

    @PostMapping("/models/{model}/versions/{version}/{action:approve|reject}")
    String decided(
            Asking asking,
            @PathVariable String model,
            @PathVariable int version,
            @PathVariable String action,
            Form form,
            HttpServletResponse response,
            Model page) {
        var path = Asking.path("/v1/models/{model}/versions/{version}/" + action, model, version);
        var answer = asking.post(Part.REGISTRY, Decided.class, form.key(), body(form, null), path);
        if (answer.isGiven()) {
            return "redirect:" + page("/models/{model}/versions/{version}", model, version) + "?done=" + action;
        }
        refused(response, page, answer);
        var comparison = Comparisons.ask(asking, model, version, null);
        return form(page, model, action, version, comparison, form.again(answer, generation(comparison)));
    }

    @GetMapping("/models/{model}/rollback")
    String rollback(
            Asking asking,
            @PathVariable String model,
            @RequestParam(required = false) @Nullable Integer to,
            Model page) {
        return rollback(asking, model, to, serving -> Form.fresh(serving, ""), page);
    }

    @PostMapping("/models/{model}/rollback")
    String rolledBack(
            Asking asking,
            @PathVariable String model,
            @RequestParam int version,
            Form form,
            HttpServletResponse response,
            Model page) {
        var path = Asking.path("/v1/models/{model}/rollback", model);
        var answer = asking.post(Part.REGISTRY, Decided.class, form.key(), body(form, version), path);
        if (answer.isGiven()) {
            return "redirect:" + page("/models/{model}", model) + "?done=" + ROLLBACK;
        }
        refused(response, page, answer);
        return rollback(asking, model, version, serving -> form.again(answer, serving), page);
    }

    private static String rollback(
            Asking asking, String model, @Nullable Integer to, Function<@Nullable Long, Form> form, Model page) {
        var detail = asking.of(Part.REGISTRY, ModelDetail.class, "/v1/models/{model}", model)
                .answer();
        var earlier = detail.given().map(ModelDetail::earlier).orElse(List.of());
        Integer target = to != null ? to : earlier.isEmpty() ? null : earlier.getFirst();
        page.addAttribute("detail", detail);
        page.addAttribute("earlier", earlier);
        if (target == null) {
            page.addAttribute("model", model);
            return "model/rollback";
        }
        var champion = detail.given().map(found -> found.model().champion()).orElse(null);
        var comparison = Comparisons.ask(asking, model, target, champion);
        form(page, model, ROLLBACK, target, comparison, form.apply(generation(comparison)));
        return "model/rollback";
    }

    private static String form(Model page, String model, String action, int version, Comparison comparison, Form form) {
        page.addAttribute("model", model);
        page.addAttribute("number", version);
        page.addAttribute("action", action);
        page.addAttribute("comparison", comparison);
        page.addAttribute("form", form);
        return "model/decide";
    }

    private static @Nullable Long generation(Comparison comparison) {
        return comparison
                .model()
                .given()
                .map(detail -> detail.model().generation())
                .orElse(null);
    }

    private static Map<String, Object> body(Form form, @Nullable Integer version) {
        var body = new HashMap<String, Object>();
        body.put("reason", form.reason());
        if (form.generation() != null) {
            body.put("expectedGeneration", form.generation());
        }
        if (version != null) {
            body.put("version", version);
        }
        return body;
    }

    private static void refused(HttpServletResponse response, Model page, Answer<Decided> answer) {
        response.setStatus(
                answer instanceof Answer.Refused<Decided> refused
                        ? refused.status()
                        : HttpServletResponse.SC_BAD_GATEWAY);
        page.addAttribute("refusal", answer);
    }

    private static String page(String template, Object... values) {
        return UriComponentsBuilder.fromPath(template)
                .build()
                .expand(values)
                .encode()
                .toUriString();
    }
}
