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

    @GetMapping("/predictions/{id}")
    String prediction(Asking asking, @PathVariable String id, Model page) {
        page.addAttribute("id", id);
        page.addAttribute(
                "prediction",
                asking.of(Part.MONITORING, Prediction.class, "/v1/predictions/{id}", id)
                        .answer());
        return "prediction/one";
    }
}
