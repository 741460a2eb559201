package dev.dnsmesh.adapters.dns.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;

/** One way to a server, for UPDATEs: it gives an answer that can be read, whatever its RCODE, or fails. */
@FunctionalInterface
interface Carrier {
    /** Signed messages above this go over TCP at once (client.md 19.1). */
    int MAX_UDP = 1232;
    Duration TIMEOUT = Duration.ofSeconds(5);

    /** @param transport {@code udp}, {@code tcp}, {@code dot} or {@code doh} */
    record Carried(byte[] octets, Message answer, String transport) {
    }

    Carried carry(byte[] message) throws IOException;

    /** UDP where the message is short enough, else and afterwards TCP. */
    static Carrier plain(String host, int port, Supplier<List<InetAddress>> addresses) {
        return message -> {
            List<InetAddress> found = addresses.get();
            if (found.isEmpty()) {
                throw new UnknownHostException("no address found for " + host);
            }
            InetSocketAddress server = new InetSocketAddress(found.getFirst(), port);
            if (message.length <= MAX_UDP) {
                try {
                    Carried carried = carried(Exchange.udp(server).ask(message, TIMEOUT), "udp");
                    if (!carried.answer().getHeader().getFlag(Flags.TC)) {
                        return carried;
                    }
                } catch (IOException silent) {
                    // the same once more over TCP: a lossy or filtering path may only let that through
                }
            }
            try {
                return carried(Exchange.tcp(server).ask(message, TIMEOUT), "tcp");
            } catch (IOException failed) {
                throw new IOException(server.getAddress().getHostAddress() + " port " + port + ": " + why(failed), failed);
            }
        };
    }

    /** An encrypted one. */
    static Carrier secure(Upstream server, Exchange exchange, String transport) {
        return message -> {
            try {
                return carried(exchange.ask(message, TIMEOUT), transport);
            } catch (IOException failed) {
                throw new IOException(server + ": " + why(failed), failed);
            }
        };
    }

    private static Carried carried(byte[] octets, String transport) throws IOException {
        return new Carried(octets, UpdateSigner.parse(octets), transport);
    }

    private static String why(IOException failure) {
        return failure.getMessage() == null ? "connection closed" : failure.getMessage();
    }
}
