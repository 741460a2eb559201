package dev.dnsmesh.bootstrap.wiring;

import dev.dnsmesh.application.port.in.AnswerMessage;
import dev.dnsmesh.application.spi.Transport;
import dev.dnsmesh.application.spi.TransportAdapter;
import dev.dnsmesh.application.spi.TransportSettings;
import dev.dnsmesh.application.spi.TransportUnavailable;
import dev.dnsmesh.bootstrap.lifecycle.NodeService;
import dev.dnsmesh.bootstrap.lifecycle.StartRefused;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A transport that a plugin brought, as a part of the node. */
final class TransportService implements NodeService {
    private static final Logger LOG = LoggerFactory.getLogger(TransportService.class);

    private final TransportAdapter adapter;
    private final TransportSettings settings;
    private final AnswerMessage messages;
    private Optional<Transport> open = Optional.empty();

    TransportService(TransportAdapter adapter, TransportSettings settings, AnswerMessage messages) {
        this.adapter = adapter;
        this.settings = settings;
        this.messages = messages;
    }

    @Override
    public String name() {
        return "transport " + adapter.id();
    }

    @Override
    public void start() throws StartRefused {
        try {
            Transport transport = adapter.open(settings, messages);
            open = Optional.of(transport);
            LOG.info("transport {} serves {}", adapter.id(), String.join(",", transport.addresses()));
        } catch (TransportUnavailable failure) {
            throw new StartRefused("transport " + adapter.id() + ": " + failure.getMessage());
        }
    }

    @Override
    public void stop() {
        open.ifPresent(Transport::close);
    }
}
