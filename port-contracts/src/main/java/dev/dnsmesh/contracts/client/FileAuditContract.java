package dev.dnsmesh.contracts.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.out.FileAudit;
import org.junit.jupiter.api.Test;

/** {@link FileAudit} (client.md 16). */
public interface FileAuditContract {
    /** Of files that are as they should be. */
    FileAudit ofSoundFiles();

    /** Of two files that others may read. */
    FileAudit ofTwoOpenFiles();

    @Test
    default void files_that_are_as_they_should_be_have_no_faults() {
        assertThat(ofSoundFiles().faults()).isEmpty();
    }

    @Test
    default void each_fault_is_one_line_with_its_remedy_every_time_one_looks() {
        FileAudit audit = ofTwoOpenFiles();
        assertThat(audit.faults()).hasSize(2).allSatisfy(fault -> assertThat(fault).contains(": ").doesNotContain("\n"));
        assertThat(audit.faults()).hasSize(2);
    }
}
