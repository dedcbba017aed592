package dev.millrace.console.code;

import dev.millrace.console.page.Codes;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page that explains codes; wherever one is shown, it leads here. */
@Controller
class CodeController {

    @GetMapping("/codes")
    String codes(Model model) {
        model.addAttribute("groups", Codes.groups());
        return "code/page";
    }
}
