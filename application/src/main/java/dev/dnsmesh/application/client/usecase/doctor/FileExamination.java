package dev.dnsmesh.application.client.usecase.doctor;

import dev.dnsmesh.application.client.port.in.CheckSetup.Check;
import dev.dnsmesh.application.client.port.out.FileAudit;
import dev.dnsmesh.application.client.settings.ClientSettings;
import java.util.List;

/** The files of the config directory. */
public final class FileExamination implements Examination {
    private final FileAudit files;

    public FileExamination(FileAudit files) {
        this.files = files;
    }

    @Override
    public List<Check> of(ClientSettings settings) {
        List<String> faults = files.faults();
        return faults.isEmpty() ? List.of(Check.pass("files", "the files can be written, and by you alone"))
                : faults.stream().map(fault -> Check.warn("files", fault)).toList();
    }
}
