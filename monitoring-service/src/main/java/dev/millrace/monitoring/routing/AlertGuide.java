package dev.millrace.monitoring.routing;

import dev.millrace.monitoring.alert.Alert;
import dev.millrace.monitoring.routing.Message.Text;
import java.util.Map;

/** What can be said of each kind of alert besides what its event says. */
final class AlertGuide {

    private static final String FACT = "This was seen, not estimated.";
    private static final String NOTHING_DONE = "The platform has changed nothing because of it.";

    private static final Map<String, Guide> GUIDES = Map.ofEntries(
            Map.entry(
                    "DRIFT",
                    new Guide(
                            "This is a statistical finding that several windows in a row agree on; falseAlarms in the model's drift"
                                    + " answer says how often chance alone would show it.",
                            "The trigger policy of the pipeline was told: it trains again where it has new rows, and never because of"
                                    + " wrong values alone.",
                            "Look at which columns moved, and where it is skew, whether whoever asks computes them as the training data do. Mend what"
                                    + " sends wrong values, or upload newer rows.")),
            Map.entry(
                    "PERFORMANCE",
                    new Guide(
                            "This was measured on labels that came back, by a sequential test: a model as good as its test rows say is"
                                    + " called worse once in 1000 windows of 500 labels, or less often.",
                            "The trigger policy of the pipeline was told, and trains again where it has new rows.",
                            "Upload newer labelled rows, or roll back to the version before.")),
            Map.entry(
                    "ESTIMATED_PERFORMANCE",
                    new Guide(
                            "This is estimated from the answers alone, by what the test rows say of such answers; it cannot see that the"
                                    + " same inputs mean something else by now. A drop of less than three standard errors is not told.",
                            NOTHING_DONE,
                            "Send labels of these predictions, so that it is measured; look at which columns drift.")),
            Map.entry(
                    "RUN_FAILED",
                    new Guide(
                            FACT,
                            "The version in service stays in service.",
                            "Read the run's code and detail, mend the data or the specification, and start the run again.")),
            Map.entry(
                    "NOTHING_NEW",
                    new Guide(
                            FACT,
                            "Nothing is trained, because there are no rows that the model has not seen; the decision is taken"
                                    + " again when some come.",
                            "Upload newer rows or labels.")),
            Map.entry(
                    "NO_GAIN_BREAKER",
                    new Guide(
                            FACT,
                            "Automatic runs are suspended until a person starts one.",
                            "Look at whether the gates are too strict, or the data no longer say what the label is.")),
            Map.entry(
                    "APPROVAL_AWAITED",
                    new Guide(
                            FACT,
                            "The version waits, and the one in service stays in service.",
                            "Approve or reject it: millrace approve MODEL, millrace reject MODEL.")),
            Map.entry(
                    "DEPLOYMENT_REFUSED",
                    new Guide(
                            FACT,
                            "The serving instance tries again; requests are answered by the version before.",
                            "Read the reason; where it does not pass by itself, roll back.")),
            Map.entry(
                    "DEPLOYMENT_RETURNED",
                    new Guide(
                            FACT,
                            "The version before is in service again.",
                            "Read why the new version could not be served, and train again once that is mended.")),
            Map.entry(
                    "NOT_DEPLOYED",
                    new Guide(
                            FACT,
                            "Serving keeps trying; there is no other version to return to.",
                            "Read the reason, mend it, and train or approve another version.")));

    private static final Guide OTHER = new Guide(
            FACT, NOTHING_DONE, "Read what happened, and decide whether the data or the specification need a change.");

    /** What kind of alert says. */
    private record Guide(String sure, String done, String advice) {}

    private AlertGuide() {}

    static Text of(Alert alert, Phase phase, String link) {
        var guide = GUIDES.getOrDefault(Phase.firstCode(alert), OTHER);
        return phase == Phase.OVER
                ? new Text(guide.sure(), "It is over, and is not told any more.", "Nothing needs to be done.", link)
                : new Text(guide.sure(), guide.done(), guide.advice(), link);
    }
}
