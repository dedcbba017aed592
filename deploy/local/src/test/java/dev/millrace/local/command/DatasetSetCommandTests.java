package dev.millrace.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.local.stack.Complaint;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatasetSetCommandTests {

    @Test
    void readsTypesOfColumnsOfAnyName() {
        assertThat(DatasetSetCommand.types(List.of("zip=string", "x=1=DOUBLE", "Betrag, netto=Double")))
                .containsEntry("zip", "STRING")
                .containsEntry("x=1", "DOUBLE")
                .containsEntry("Betrag, netto", "DOUBLE");
        assertThatThrownBy(() -> DatasetSetCommand.types(List.of("zip")))
                .isInstanceOf(Complaint.class)
                .hasMessageContaining("COLUMN=TYPE");
    }
}
