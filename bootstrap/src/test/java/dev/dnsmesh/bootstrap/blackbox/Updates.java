package dev.dnsmesh.bootstrap.blackbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;

/** DNS requests by dnsjava, for tests that need no tool of the system. */
final class Updates {
    private static final long TTL = 300;

    private final SimpleResolver resolver;
    private final Name zone;

    /** @param key as {@code nsupdate -y} takes it */
    Updates(NodeUnderTest node, String key) {
        String[] parts = key.split(":");
        resolver = new SimpleResolver(new InetSocketAddress(InetAddress.getLoopbackAddress(), node.dnsPort()));
        resolver.setTSIGKey(new TSIG(TSIG.HMAC_SHA256, name(parts[1]), java.util.Base64.getDecoder().decode(parts[2])));
        resolver.setTimeout(Duration.ofSeconds(10));
        zone = name(node.zone());
    }

    private static Name name(String text) {
        try {
            return Name.fromString(text, Name.root);
        } catch (TextParseException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    /** Adds one value; returns the response code's name. */
    String add(String owner, String value) {
        Update update = new Update(zone);
        update.add(new TXTRecord(name(owner), DClass.IN, TTL, value));
        return rcode(update);
    }

    /** Deletes all that is at these names; returns the response code's name. */
    String deleteAll(List<String> owners) {
        Update update = new Update(zone);
        owners.forEach(owner -> update.delete(name(owner), Type.TXT));
        return rcode(update);
    }

    /** Asks for TXT, signed; returns the response code's name. */
    String ask(String owner) {
        return rcode(Message.newQuery(Record.newRecord(name(owner), Type.TXT, DClass.IN)));
    }

    private String rcode(Message message) {
        try {
            return Rcode.string(resolver.send(message).getRcode());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
