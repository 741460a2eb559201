package dev.dnsmesh.bootstrap.distribution;

import dev.dnsmesh.application.port.in.AnswerMessage;
import dev.dnsmesh.application.spi.Transport;
import dev.dnsmesh.application.spi.TransportAdapter;
import dev.dnsmesh.application.spi.TransportSettings;
import dev.dnsmesh.application.spi.TransportUnavailable;
import dev.dnsmesh.domain.octets.Octets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;

/** An integrator's transport, put into a jar of its own by the test: one message a connection, ended by closing half of it. */
public final class AcmeTransport implements TransportAdapter {
    @Override
    public String id() {
        return "acme-line";
    }

    @Override
    public Set<String> settingNames() {
        return Set.of("DMP_ACME_LINE_PORT");
    }

    @Override
    public Transport open(TransportSettings settings, AnswerMessage messages) {
        int port = Integer.parseInt(settings.values().getOrDefault("DMP_ACME_LINE_PORT", "0"));
        try {
            ServerSocket listening = new ServerSocket(port, 8, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(() -> serve(listening, messages));
            return new Line(listening);
        } catch (IOException taken) {
            throw new TransportUnavailable("port " + port + " cannot be had", taken);
        }
    }

    private static void serve(ServerSocket listening, AnswerMessage messages) {
        try {
            while (true) {
                Socket peer = listening.accept();
                Thread.ofVirtual().start(() -> answer(peer, messages));
            }
        } catch (IOException closed) {
            // the node stops
        }
    }

    private static void answer(Socket peer, AnswerMessage messages) {
        try (peer) {
            Octets request = Octets.of(peer.getInputStream().readAllBytes());
            if (messages.answer(request, peer.getInetAddress()) instanceof AnswerMessage.Outcome.Answered answered) {
                peer.getOutputStream().write(answered.message().toArray());
            }
        } catch (IOException gone) {
            // the peer has left
        }
    }

    private record Line(ServerSocket listening) implements Transport {
        @Override
        public List<String> addresses() {
            return List.of("127.0.0.1:" + listening.getLocalPort());
        }

        @Override
        public void close() {
            try {
                listening.close();
            } catch (IOException already) {
                // it is closed
            }
        }
    }
}
