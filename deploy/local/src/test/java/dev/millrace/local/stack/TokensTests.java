package dev.millrace.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTests {

    @TempDir
    private Path home;

    @Test
    void givesTokensToTheirOwnerOnlyAndHashesToTheServices() throws IOException {
        var layout = new Layout(home, home, 0);
        Tokens.prepare(layout);

        for (Path file : List.of(layout.token(), layout.reviewerToken(), layout.tokens())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(Files.readString(layout.tokens())).matches("""
                        [0-9a-f]{64} admin-local default VIEWER,.*,ADMIN
                        [0-9a-f]{64} reviewer-local default VIEWER,APPROVER,DEPLOYER
                        """).doesNotContain(Tokens.admin(layout));
    }

    @Test
    void keepsTheTokensOfAnEarlierStart() {
        var layout = new Layout(home, home, 0);
        Tokens.prepare(layout);
        var token = Tokens.admin(layout);

        Tokens.prepare(layout);

        assertThat(Tokens.admin(layout)).isEqualTo(token).isNotEqualTo(Tokens.reviewer(layout));
    }

    @Test
    void givesTheCollectorOfMetricsATokenThatMayOnlyLook() throws IOException {
        var layout = new Layout(home, home, 0);
        Tokens.prepare(layout);

        var token = Tokens.metrics(layout);

        assertThat(Tokens.metrics(layout)).isEqualTo(token);
        assertThat(Files.readString(layout.tokens()).lines())
                .hasSize(3)
                .last()
                .asString()
                .matches("[0-9a-f]{64} metrics-local default VIEWER");
    }

    @Test
    void saysHowToGetAToken() {
        assertThatThrownBy(() -> Tokens.admin(new Layout(home, home, 0))).hasMessageContaining("./millrace up");
    }
}
