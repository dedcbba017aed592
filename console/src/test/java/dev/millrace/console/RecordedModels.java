package dev.millrace.console;

/** Answers of the registry about one model, {@code taxi-tips}: version 3 serves and version 4 waits for a person. */
final class RecordedModels {

    static final String MODEL = "/v1/models/taxi-tips";

    private RecordedModels() {}

    static String generation(int number, int version, String approver, String reason, boolean rollback) {
        return """
            {"number":%d,"version":%d,"packageDigest":"e6","runId":"taxi-tips-%d","approver":"%s","reason":"%s",
             "at":"2026-11-28T12:46:58Z","rollback":%b,"previous":null,"moreDeployments":false,
             "deployments":[{"instance":"serving-1","serving":true,"reason":null,"loadMillis":138,"warmupMillis":139,"at":"2026-11-28T12:46:59Z"}]}""".formatted(number, version, version, approver, reason, rollback);
    }

    /** @param more members of the version, with a comma before them */
    static String version(int version, String status, boolean champion, double auc, String decision, String more) {
        return """
            {"model":"taxi-tips","version":%d,"status":"%s","champion":%b,"runId":"taxi-tips-%d","packageDigest":"e6",
             "task":"binary-classification","trainer":"gradient-boosted-trees","metrics":{"log-loss":0.3,"auc":%s},
             "trainedAt":"2026-11-28T12:44:56Z","pipelineVersion":2,"requestedBy":"data.validated","cascadeId":"c%d",
             "judgement":{"verdict":"BLESSED","rubberStamp":false,"championVersion":%d,"packageProblem":null,"summary":"all 2 gates passed","gates":[
               {"metric":"auc","slice":null,"kind":"min","bound":0.6,"value":%s,"championValue":null,"result":"PASSED","note":""},
               {"metric":"auc","slice":null,"kind":"maxDropFromChampion","bound":0.01,"value":%s,"championValue":0.9,"result":"PASSED","note":""}]},
             "decision":%s%s}""".formatted(version, status, champion, version, auc, version, version - 1, auc, auc, decision, more);
    }

    static String decision(String by, String reason) {
        return "{\"by\":\"%s\",\"at\":\"2026-11-28T12:46:58Z\",\"reason\":\"%s\"}".formatted(by, reason);
    }

    static String serving() {
        return version(3, "APPROVED", true, 0.9173, decision("reviewer", "better on cash trips"), "");
    }

    /** @param mayDecide of its review */
    static String waiting(String mayDecide) {
        return version(4, "PENDING_MANUAL_APPROVAL", false, 0.9058, "null", """
            ,"review":{"actors":["admin"],"reviewers":[],"fourEyes":true,"mayDecide":%s}""".formatted(mayDecide));
    }

    static String lineage(int version, String data, int trees, Integer champion) {
        return """
            {"version":%s,
             "data":{"dataset":"taxi-trips","versions":%s,"versionsFrom":1,"versionsTo":4,"versionCount":3,"feedback":{"dataset":"taxi-trips-labelled","versionsFrom":1,"versionsTo":2,"versionCount":2},"trainRows":7020,"validationRows":1495,"testRows":1485,"testRowsDigest":"e4cebbea%d"},
             "specification":{"pipeline":"taxi-tips","version":2,"digest":"ce"},
             "training":{"runId":"taxi-tips-%d","requestedBy":"data.validated","actors":["admin"],"trainer":"gradient-boosted-trees","parameters":{"trees":"%d","depth":"6"},"seed":1,
              "durationMillis":5607,"trainMetrics":{},"validationMetrics":{},"testMetrics":{"auc":0.9173,"log-loss":0.29},"championVersion":%s,"championTestMetrics":{"auc":0.9045,"log-loss":0.31},"championProblem":null,"software":"onnxruntime","platform":"Linux"},
             "modelPackage":{"digest":"e67b7365c0","signature":[{"name":"fare","kind":"NUMBER"}],"classes":["false","true"]},
             "served":[],"moreServed":false,"origin":{"cascadeId":"c4","eventId":"e1"}}""".formatted(
                        version(version, "APPROVED", version == 3, 0.9173, decision("reviewer", "better"), ""),
                        data,
                        version,
                        version,
                        trees,
                        champion);
    }

    static String detail() {
        return """
            {"model":{"model":"taxi-tips","pipeline":"taxi-tips","versions":4,"champion":3,"generation":3,"waiting":[4],"waitingCount":1},
             "newest":[%s,%s],"generations":[%s,%s],"moreGenerations":false}""".formatted(
                        waiting("{\"allowed\":true}"),
                        serving(),
                        generation(3, 3, "reviewer", "approval: better on cash trips", false),
                        generation(2, 2, "gates", "approval: all 2 gates passed", false));
    }

    static String evaluation() {
        return """
            {"model":"taxi-tips","version":4,"task":"binary-classification","rows":1485,"positive":"true","threshold":0.41,
             "slices":[{"slice":"payment_type=Credit","metrics":{"auc":0.95,"rows":1000}},{"slice":"payment_type=<script>","metrics":{"auc":0.91,"rows":400}}],
             "importances":[{"column":"miles","importance":0.1},{"column":"fare","importance":0.41}],
             "confusion":{"classes":["false","true"],"counts":[[1000,60],[90,335]]},
             "roc":[{"threshold":null,"falsePositiveRate":0,"truePositiveRate":0},{"threshold":0.9,"falsePositiveRate":0.1,"truePositiveRate":0.5},
                    {"threshold":0.4,"falsePositiveRate":0.2,"truePositiveRate":0.8},{"threshold":0.2,"falsePositiveRate":0.6,"truePositiveRate":0.9},{"threshold":0,"falsePositiveRate":1,"truePositiveRate":1}],
             "precisionRecall":[],"calibration":[]}""";
    }

    /** Everything that the pages of a model ask the registry. */
    static void record(RecordedServices services, String mayDecide) {
        services.on(MODEL, detail())
                .on(MODEL + "/versions", "{\"versions\":[%s,%s]}".formatted(waiting(mayDecide), serving()))
                .on(MODEL + "/versions/4", waiting(mayDecide))
                .on(MODEL + "/versions/4/lineage", lineage(4, "[1,3,4]", 300, 3))
                .on(MODEL + "/versions/4/evaluation", evaluation())
                .on(MODEL + "/versions/3", serving())
                .on(MODEL + "/versions/3/lineage", lineage(3, "[1,3]", 200, 2))
                .on(MODEL + "/versions/3/evaluation", evaluation());
    }
}
