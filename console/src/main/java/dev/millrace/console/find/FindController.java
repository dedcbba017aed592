package dev.millrace.console.find;

import dev.millrace.console.service.Answer;
import dev.millrace.console.service.Asking;
import dev.millrace.console.service.Part;
import dev.millrace.console.service.Pending;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;

/** Finds exact ids, and names that begin with what was typed. */
@Controller
class FindController {

    private static final int NAMES = 10;
    private static final int LONGEST = 200;

    /** Something that was found. */
    record Hit(String kind, String name, String page) {}

    @GetMapping("/find")
    String find(Asking asking, Model model, @RequestParam(defaultValue = "") String q) {
        var wanted = q.strip();
        model.addAttribute("q", wanted);
        model.addAttribute("hits", List.of());
        model.addAttribute("unasked", List.of());
        if (wanted.isEmpty() || wanted.length() > LONGEST) {
            return "find/page";
        }
        var exact = new LinkedHashMap<Hit, Pending<JsonNode>>();
        exact.put(hit("run", "/runs/{id}", wanted), asking.of(Part.TRAINING, JsonNode.class, "/v1/runs/{id}", wanted));
        exact.put(
                hit("cascade", "/cascades/{id}", wanted),
                asking.of(Part.MONITORING, JsonNode.class, "/v1/cascades/{id}", wanted));
        exact.put(
                hit("prediction", "/predictions/{id}", wanted),
                asking.of(Part.MONITORING, JsonNode.class, "/v1/predictions/{id}", wanted));
        var lists = new LinkedHashMap<String, Pending<JsonNode>>();
        var before = before(wanted);
        lists.put(
                "pipeline",
                asking.of(Part.REGISTRY, JsonNode.class, "/v1/pipelines?after={a}&limit={n}", before, NAMES));
        lists.put("model", asking.of(Part.REGISTRY, JsonNode.class, "/v1/models?after={a}&limit={n}", before, NAMES));
        lists.put(
                "dataset",
                asking.of(Part.INGESTION, JsonNode.class, "/v1/datasets?after={a}&limit={n}", before, NAMES));
        var hits = new ArrayList<Hit>();
        var unasked = new ArrayList<Answer<JsonNode>>();
        exact.forEach((hit, pending) -> {
            var answer = pending.answer();
            answer.given().ifPresent(found -> hits.add(hit));
            note(answer, unasked);
        });
        if (hits.size() == 1) {
            return "redirect:" + hits.getFirst().page();
        }
        lists.forEach((kind, pending) -> {
            var answer = pending.answer();
            answer.given().ifPresent(found -> hits.addAll(names(kind, found, wanted)));
            note(answer, unasked);
        });
        model.addAttribute("hits", hits);
        model.addAttribute("unasked", unasked);
        return "find/page";
    }

    /** That there is no such thing is an answer; that nobody could be asked is not. */
    private static void note(Answer<JsonNode> answer, List<Answer<JsonNode>> unasked) {
        if (answer instanceof Answer.Silent<JsonNode> || answer instanceof Answer.Late<JsonNode>) {
            unasked.add(answer);
        }
    }

    private static Hit hit(String kind, String page, String name) {
        return new Hit(kind, name, Asking.path(page, name));
    }

    private static List<Hit> names(String kind, JsonNode answer, String wanted) {
        var list = answer.isArray() ? answer : answer.path(kind + "s");
        var page = kind.equals("dataset") ? "/data/{name}" : "/" + kind + "s/{name}";
        return list.valueStream()
                .map(item -> item.path(kind).asString(""))
                .filter(name -> name.startsWith(wanted))
                .map(name -> hit(kind, page, name))
                .toList();
    }

    /** A name just before all that begin with this. */
    private static String before(String wanted) {
        int last = wanted.length() - 1;
        return wanted.substring(0, last) + (char) (wanted.charAt(last) - 1) + "~";
    }
}
