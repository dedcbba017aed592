package dev.millrace.console.prediction;

import dev.millrace.console.service.Asking;
import dev.millrace.console.service.Part;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Which version gave an answer, and when. */
@Controller
class PredictionController {

    record Prediction(
            String model,
            int version,
            long generation,
            String predicted,
            List<Double> scores,
            List<String> classes,
            String at) {}

    /** What led to the approval of the version that answered, the first cause first. */
    record Origin(List<Event> events) {}

    /** One of these events. */
    record Event(String at, String service, String topic, String summary) {}

    @GetMapping("/predictions/{id}")
    String prediction(Asking asking, @PathVariable String id, Model page) {
        var prediction = asking.of(Part.MONITORING, Prediction.class, "/v1/predictions/{id}", id);
        var origin = asking.of(Part.MONITORING, Origin.class, "/v1/predictions/{id}/origin", id);
        page.addAttribute("id", id);
        page.addAttribute("prediction", prediction.answer());
        page.addAttribute("origin", origin.answer());
        return "prediction/one";
    }
}
