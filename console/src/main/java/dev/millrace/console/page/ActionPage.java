package dev.millrace.console.page;

import dev.millrace.console.service.Answer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;

/** The page before something is done; it comes back with what was wrong, or with what the service answered. */
public final class ActionPage {

    /** What is chosen on the page, where there is something to choose. */
    public static final String CHOICE = "choice";

    private static final String VIEW = "action";

    private ActionPage() {}

    /** Asks before it is done. The key in it makes of a form that is sent twice one change. */
    public static String ask(Model model, Action action) {
        return show(model, action, UUID.randomUUID().toString(), "", null);
    }

    /** Asks again, because something was filled in wrongly. */
    public static String again(Model model, Action action, String key, String reason, String mistake) {
        return show(model, action, key, reason, mistake);
    }

    /** Leads on where it was done, and otherwise shows why not. */
    public static String done(Model model, Action action, String key, String reason, Answer<?> answer, String next) {
        if (answer.isGiven()) {
            return "redirect:" + next;
        }
        model.addAttribute("outcome", answer);
        return show(model, action, key, reason, null);
    }

    private static String show(Model model, Action action, String key, String reason, @Nullable String mistake) {
        if (!model.containsAttribute(CHOICE)) {
            model.addAttribute(CHOICE, null);
        }
        model.addAttribute("action", action);
        model.addAttribute("key", key);
        model.addAttribute("reason", reason);
        model.addAttribute("mistake", mistake);
        if (!model.containsAttribute("outcome")) {
            model.addAttribute("outcome", null);
        }
        return VIEW;
    }
}
