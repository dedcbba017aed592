package dev.millrace.monitoring.drift.kafka;

import static dev.millrace.monitoring.drift.rule.MadeUpBaselines.AT_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.artifacts.Digest;
import dev.millrace.contracts.AlertRaised;
import dev.millrace.contracts.DriftDetected;
import dev.millrace.contracts.DriftKind;
import dev.millrace.drift.episode.Episode;
import dev.millrace.drift.episode.News;
import dev.millrace.drift.rule.DriftLevel;
import dev.millrace.drift.rule.JudgeWindow;
import dev.millrace.drift.rule.PooledVerdict;
import dev.millrace.drift.rule.Rule;
import dev.millrace.drift.rule.WindowVerdict;
import dev.millrace.models.Baseline;
import dev.millrace.monitoring.MemoryArtifacts;
import dev.millrace.monitoring.ServingRole;
import dev.millrace.monitoring.drift.rule.MadeUpBaselines;
import dev.millrace.monitoring.drift.watch.Approved;
import dev.millrace.monitoring.drift.watch.ConfirmedDrift;
import dev.millrace.monitoring.drift.watch.JudgedSlice;
import dev.millrace.monitoring.drift.watch.JudgedWindow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AvroDriftAnnouncementsTests {

    /** What the kernel takes. */
    private static final int MAX_EVENT_BYTES = 128 * 1024;

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final MemoryArtifacts artifacts = new MemoryArtifacts();
    private final Map<String, Instant> kept = new HashMap<>();
    private final AvroDriftAnnouncements announcements = new AvroDriftAnnouncements(artifacts, kept::put);

    @Test
    void keepsTheEventOfAWideTableSmallAndAllColumnsInAnArtifact() throws IOException {
        var events = announcements.of(confirmed(2000, News.BEGAN));

        var drift = (DriftDetected) events.getFirst().event();
        assertThat(drift.getColumns())
                .hasSize(64)
                .first()
                .satisfies(column -> assertThat(column.getDrifted()).isTrue());
        assertThat(size(drift)).isLessThan(MAX_EVENT_BYTES);
        assertThat(((AlertRaised) events.getLast().event()).getWhat())
                .hasSizeLessThan(600)
                .contains("more;");
        var all = JsonMapper.builder()
                .build()
                .readTree(artifacts.read(new Digest(drift.getAllColumnsDigest()), Long.MAX_VALUE));
        assertThat(kept).containsOnlyKeys(drift.getAllColumnsDigest());
        assertThat(all).hasSize(2001);
        assertThat(all.get(0).get("column").asString()).hasSizeGreaterThanOrEqualTo(60);
    }

    @Test
    void hasAllColumnsOfANarrowTable() {
        var drift = (DriftDetected)
                announcements.of(confirmed(3, News.BEGAN)).getFirst().event();

        assertThat(drift.getColumns()).hasSize(4);
        assertThat(drift.getAllColumnsDigest()).isNull();
        assertThat(drift.getKind()).isEqualTo(DriftKind.FEATURE);
        assertThat(drift.getColumns().getFirst().getBins())
                .hasSameSizeAs(drift.getColumns().getFirst().getWindowCounts());
    }

    @Test
    void tellsOfDriftThatLastsInAnAlertAlone() {
        var events = announcements.of(confirmed(3, News.LASTS));

        assertThat(events).singleElement().satisfies(told -> {
            var alert = (AlertRaised) told.event();
            assertThat(alert.getCode()).isEqualTo("DRIFT_LASTS");
            assertThat(alert.getWhat()).startsWith("since " + NOW);
        });
    }

    @Test
    void namesASliceThatDriftsAlone() {
        var all = confirmed(3, News.BEGAN);
        var still = new WindowVerdict(DriftLevel.NONE, 0, List.of(), 0);
        var window = new JudgedWindow(
                2,
                1,
                ServingRole.CHAMPION,
                1,
                new JudgedWindow.Extent(NOW, NOW, 500, 1000, null),
                new JudgedWindow.Ruling(DriftLevel.DRIFT, 0, true, false),
                new JudgedWindow.Findings(still, null, null, null, null));
        var judged = new JudgedSlice(
                "payment=Mobile",
                512,
                1000,
                NOW,
                NOW,
                DriftLevel.DRIFT,
                2,
                all.window().findings().verdict());
        var alone = new ConfirmedDrift(
                all.watched(),
                window,
                List.of(new ConfirmedDrift.DriftedSlice(NOW, judged, all.baseline())),
                all.episode(),
                false,
                News.BEGAN,
                all.rule(),
                all.baseline(),
                null);

        var events = announcements.of(alone);

        var drift = (DriftDetected) events.getFirst().event();
        assertThat(drift.getKind()).isEqualTo(DriftKind.FEATURE);
        assertThat(drift.getWindowsInARow()).isEqualTo(2);
        assertThat(drift.getSlices()).singleElement().satisfies(slice -> {
            assertThat(slice.getSlice()).isEqualTo("payment=Mobile");
            assertThat(slice.getRows()).isEqualTo(512);
            assertThat(slice.getColumns())
                    .isNotEmpty()
                    .allSatisfy(column -> assertThat(column.getEffect()).isGreaterThan(column.getThreshold()));
        });
        assertThat(((AlertRaised) events.getLast().event()).getWhat())
                .contains("among payment=Mobile: ", "(effect ", "; 2 times in a row");
    }

    @Test
    void saysWhatDriftedSinceDeployment() {
        var events = announcements.of(confirmed(3, News.BEGAN, true));

        var alert = (AlertRaised) events.getLast().event();
        assertThat(alert.getCode()).isEqualTo("DRIFT");
        assertThat(alert.getWhat()).startsWith("serving has seen other values than training read (skew) since " + NOW);
        assertThat(((DriftDetected) events.getFirst().event()).getSinceDeployment())
                .isTrue();
        assertThat(announcements.of(confirmed(3, News.OVER, true)))
                .extracting(each -> ((AlertRaised) each.event()).getCode())
                .containsExactly("DRIFT_OVER");
    }

    @Test
    void saysThatWindowsDriftedAsOne() {
        var byItself = confirmed(3, News.BEGAN);
        var window = byItself.window();
        var pooled = new PooledVerdict(
                2, NOW.minusSeconds(60), 1000, window.findings().verdict());
        var asOne = new JudgedWindow(
                2,
                1,
                ServingRole.CHAMPION,
                1,
                window.extent(),
                new JudgedWindow.Ruling(DriftLevel.DRIFT, 0, true, true),
                new JudgedWindow.Findings(WindowVerdict.NOT_JUDGED, null, List.of(), null, pooled));

        var events = announcements.of(new ConfirmedDrift(
                byItself.watched(),
                asOne,
                List.of(),
                byItself.episode(),
                false,
                News.BEGAN,
                byItself.rule(),
                byItself.baseline(),
                null));

        var drift = (DriftDetected) events.getFirst().event();
        assertThat(drift.getPooled()).isTrue();
        assertThat(drift.getWindowFrom()).isEqualTo(NOW.minusSeconds(60));
        assertThat(drift.getWindowRows()).isEqualTo(1000);
        assertThat(drift.getWindowsInARow()).isEqualTo(2);
        assertThat(drift.getColumns()).isNotEmpty();
        assertThat(((AlertRaised) events.getLast().event()).getWhat()).endsWith(", 2 windows judged as one");
        assertThat(((DriftDetected) announcements.of(byItself).getFirst().event()).getPooled())
                .isFalse();
    }

    private static ConfirmedDrift confirmed(int columns, News news) {
        return confirmed(columns, news, false);
    }

    private static ConfirmedDrift confirmed(int columns, News news, boolean sinceDeployment) {
        var random = new Random(3);
        var all = new ArrayList<Baseline.Column>();
        for (int column = 0; column < columns; column++) {
            all.add(MadeUpBaselines.number(
                    "%060d".formatted(column), 1.0 / columns, MadeUpBaselines.values(1000, random)));
        }
        all.add(MadeUpBaselines.number("prediction", 0, MadeUpBaselines.values(1000, random)));
        var baseline = new Baseline(1000, all);
        var moved = new ArrayList<long[]>();
        for (var column : baseline.columns()) {
            long[] counts = new long[column.counts().size()];
            int most = column.name().equals("prediction") ? 4 : 1 + random.nextInt(3);
            counts[most] = 400;
            counts[most + 1] = 100;
            moved.add(counts);
        }
        var rule = new Rule(500, 0.1, 0.1, List.of(), 2, AT_ONCE);
        var verdict = JudgeWindow.judge(baseline, moved, rule);
        var window = new JudgedWindow(
                2,
                1,
                ServingRole.CHAMPION,
                1,
                new JudgedWindow.Extent(NOW, NOW, 500, 1000, null),
                new JudgedWindow.Ruling(DriftLevel.DRIFT, 2, true, false),
                new JudgedWindow.Findings(verdict, null, List.of(), null, null));
        return new ConfirmedDrift(
                new Approved(
                        "default", "wide", "wide", 1, 1, ServingRole.CHAMPION, "0".repeat(64), "approval", "cascade"),
                window,
                List.of(),
                new Episode(2, NOW, NOW, null, null),
                sinceDeployment,
                news,
                rule,
                baseline,
                null);
    }

    private static int size(DriftDetected drift) throws IOException {
        drift.setEventId("e");
        drift.setAggregateId("monitoring:watches:default/wide");
        drift.setSequence(1L);
        drift.setProject("default");
        drift.setCascadeId("c");
        drift.setHop(0);
        drift.setOccurredAt(NOW);
        var bytes = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<>(DriftDetected.class).write(drift, encoder);
        encoder.flush();
        return bytes.size();
    }
}
