package dev.dnsmesh.bootstrap.blackbox;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** What a node holds, as everybody can see it: the number of its records, and the values at these names. */
final class StoreView {
    private final NodeUnderTest node;
    private final String[] names;

    StoreView(NodeUnderTest node, String... names) {
        this.node = node;
        this.names = names.clone();
    }

    String contents() {
        try (DnsPeer reader = DnsPeer.of(node)) {
            return count() + Arrays.stream(names).map(name -> "\n" + name + " " + values(reader, name)).collect(Collectors.joining());
        }
    }

    private static String values(DnsPeer reader, String name) {
        DnsPeer.Response response = reader.askOverTcp(WireRequest.query(name, WireRequest.TXT).bytes());
        return response.rcode() + " " + response.message().getSection(Section.ANSWER).stream().map(Record::rdataToString).sorted().toList();
    }

    private String count() {
        return HttpWire.ask(node.httpPort(), "GET /stats").body();
    }
}
