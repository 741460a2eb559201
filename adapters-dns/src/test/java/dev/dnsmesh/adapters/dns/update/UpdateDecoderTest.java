package dev.dnsmesh.adapters.dns.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.adapters.dns.codec.MessageReader;
import dev.dnsmesh.application.port.in.ApplyUpdate;
import dev.dnsmesh.domain.dns.RrType;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Reads what dnsjava, an independent writer that compresses, has written. */
class UpdateDecoderTest {
    private static final Name ZONE = name("mesh.example.com.");
    private static final long NOW = 1_700_000_000;
    private static final String CLAIM_VALUE = UnsignedClaim.text(0, NOW, NOW + 3600);

    private final UpdateDecoder decoder = new UpdateDecoder();
    private final MessageReader reader = new MessageReader();

    private static Name name(String text) {
        try {
            return Name.fromString(text);
        } catch (TextParseException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Message update(Record... updates) {
        Message message = new Message();
        message.getHeader().setOpcode(Opcode.UPDATE);
        message.addRecord(Record.newRecord(ZONE, Type.SOA, DClass.IN), Section.ZONE);
        for (Record update : updates) {
            message.addRecord(update, Section.UPDATE);
        }
        return message;
    }

    private static Record txt(String owner, String value) {
        List<String> strings = new ArrayList<>();
        for (int from = 0; from < value.length(); from += 255) {
            strings.add(value.substring(from, Math.min(value.length(), from + 255)));
        }
        return new TXTRecord(name(owner), DClass.IN, 300, strings);
    }

    private MessageReader read(Message message) {
        byte[] wire = message.toWire();
        assertThat(reader.read(wire, wire.length)).isEqualTo(MessageReader.Reading.WHOLE);
        return reader;
    }

    private static List<ApplyUpdate.Rr> same(List<Record> records) {
        return records.stream().map(rr -> new ApplyUpdate.Rr(Octets.of(rr.getName().toWireCanonical()),
                new RrType(rr.getType()), rr.getDClass(), rr.getTTL(), Octets.of(rr.rdataToWireCanonical()))).toList();
    }

    @Test
    void sections_are_what_the_writer_put_into_them() {
        Message message = update(txt("A.mesh.example.com.", "v1"), txt("a.mesh.example.com.", "x".repeat(600)),
                txt("b.a.mesh.example.com.", "v2"), Record.newRecord(name("a.mesh.example.com."), Type.TXT, DClass.ANY, 0));
        message.addRecord(Record.newRecord(name("a.mesh.example.com."), Type.TXT, DClass.NONE, 0), Section.PREREQ);
        UpdateSections sections = decoder.decode(read(message)).orElseThrow();
        assertThat(sections.zones()).containsExactly(new ApplyUpdate.Zone(
                OwnerName.parse("mesh.example.com"), RrType.SOA, DClass.IN));
        assertThat(sections.prerequisites()).isEqualTo(same(message.getSection(Section.PREREQ)));
        assertThat(sections.updates()).isEqualTo(same(message.getSection(Section.UPDATE)));
    }

    @Test
    void a_second_zone_entry_is_seen() {
        Message message = update(txt("a.mesh.example.com.", "v"));
        message.addRecord(Record.newRecord(name("b.mesh.example.com."), Type.SOA, DClass.IN), Section.ZONE);
        UpdateSections sections = decoder.decode(read(message)).orElseThrow();
        assertThat(sections.zones()).hasSize(2);
        assertThat(sections.updates()).hasSize(1);
    }

    @Test
    void a_name_that_leads_nowhere_is_told() {
        byte[] wire = update(txt("a.mesh.example.com.", "v"), txt("a.mesh.example.com.", "w")).toWire();
        int at = wire.length - 2 - 10 - 2;
        assertThat(wire[at] & 0xc0).isEqualTo(0xc0);
        // into the RDATA of the record before, where no name stands
        wire[at + 1] = (byte) (at - 1);
        assertThat(reader.read(wire, wire.length)).isEqualTo(MessageReader.Reading.WHOLE);
        assertThat(decoder.decode(reader)).isEmpty();
    }

    @Test
    void one_record_more_than_can_be_accepted_is_decoded_and_no_further() {
        Record[] many = new Record[300];
        Arrays.setAll(many, i -> txt("n" + i + ".mesh.example.com.", "v"));
        assertThat(decoder.decode(read(update(many))).orElseThrow().updates()).hasSize(UpdateSections.MAX_UPDATES + 1);
        Message message = update(txt("a.mesh.example.com.", "v"));
        for (int i = 0; i < 100; i++) {
            message.addRecord(Record.newRecord(name("p" + i + ".mesh.example.com."), Type.TXT, DClass.NONE, 0), Section.PREREQ);
        }
        UpdateSections sections = decoder.decode(read(message)).orElseThrow();
        assertThat(sections.prerequisites()).hasSize(UpdateSections.MAX_PREREQUISITES + 1);
        assertThat(sections.updates()).hasSize(1);
    }

    @Test
    void additions_of_claims_are_not_hopeless_however_they_are_compressed() {
        Record[] claims = {txt("claim-0.mb-0123456789ab.mesh.example.com.", CLAIM_VALUE),
                txt("claim-0.mb-ba9876543210.mesh.example.com.", UnsignedClaim.text(0, NOW + 300, NOW + 30 * 86_400)),
                txt("claim-9.mb-0123456789ab.mesh.example.com.", UnsignedClaim.text(9, 1, NOW + 1)),
                new TXTRecord(name("CLAIM-0.MB-0123456789ab.MESH.example.com."), DClass.IN, 300,
                        List.of("", CLAIM_VALUE.substring(0, 20), CLAIM_VALUE.substring(20)))};
        assertThat(decoder.isHopelessUnsigned(read(update(claims)), NOW)).isFalse();
        assertThat(decoder.decodeUnsigned(reader, NOW).orElseThrow().updates()).hasSize(4);
        Record[] many = new Record[40];
        Arrays.setAll(many, i -> claims[i % claims.length]);
        assertThat(decoder.isHopelessUnsigned(read(update(many)), NOW)).isFalse();
        assertThat(decoder.decodeUnsigned(reader, NOW).orElseThrow().updates()).hasSize(40);
    }

    @Test
    void anything_else_unsigned_is_hopeless() {
        Record claim = txt("claim-0.mb-0123456789ab.mesh.example.com.", CLAIM_VALUE);
        for (Record other : new Record[] {txt("a.mesh.example.com.", CLAIM_VALUE), txt("mesh.example.com.", CLAIM_VALUE),
                txt("claim-.mb-0123456789ab.mesh.example.com.", CLAIM_VALUE), txt("claim-0.mb-0123456789a.mesh.example.com.", CLAIM_VALUE),
                txt("claim-0.mx-0123456789ab.mesh.example.com.", CLAIM_VALUE), txt("claim-0.", CLAIM_VALUE), txt(".", CLAIM_VALUE),
                txt("claim-00.mb-0123456789ab.mesh.example.com.", CLAIM_VALUE), txt("claim-1.mb-0123456789ab.mesh.example.com.", CLAIM_VALUE),
                txt("claim-0.mb-0123456789ab.b.mesh.example.com.", CLAIM_VALUE), txt("claim-0.mb-0123456789ab.example.com.", CLAIM_VALUE),
                txt("claim-0.mb-0123456789ab.mesh.example.com.", UnsignedClaim.text(0, NOW + 310, NOW + 3600)),
                txt("claim-0.mb-0123456789ab.mesh.example.com.", UnsignedClaim.text(0, NOW - 5, NOW)),
                txt("claim-0.mb-0123456789ab.mesh.example.com.", UnsignedClaim.text(0, NOW, NOW + 30 * 86_400 + 10)),
                txt("claim-0.mb-0123456789ab.mesh.example.com.", CLAIM_VALUE + "AAAA"),
                txt("claim-0.mb-0123456789ab.mesh.example.com.", CLAIM_VALUE.substring(0, CLAIM_VALUE.length() - 4)),
                txt("claim-0.mb-0123456789ab.mesh.example.com.", CLAIM_VALUE.substring(0, 200) + "-" + CLAIM_VALUE.substring(201)),
                txt("claim-0.mb-0123456789ab.mesh.example.com.", "v=dmp1;t=claim;"),
                txt("claim-0.mb-0123456789ab.mesh.example.com.", CLAIM_VALUE.replace("t=claim", "t=chunk")),
                txt("claim-0.mb-0123456789ab.mesh.example.com.", CLAIM_VALUE.replace("RE1QQ0wwM", "RE1QQ0wwN")),
                Record.newRecord(claim.getName(), Type.TXT, DClass.ANY, 0),
                new TXTRecord(claim.getName(), DClass.NONE, 0, CLAIM_VALUE),
                Record.newRecord(claim.getName(), Type.A, DClass.IN, 0)}) {
            assertThat(decoder.isHopelessUnsigned(read(update(claim, other)), NOW)).as(other.toString()).isTrue();
        }
        assertThat(decoder.isHopelessUnsigned(read(update()), NOW)).isTrue();
        Message conditional = update(claim);
        conditional.addRecord(Record.newRecord(claim.getName(), Type.TXT, DClass.NONE, 0), Section.PREREQ);
        assertThat(decoder.isHopelessUnsigned(read(conditional), NOW)).isTrue();
    }

    @Test
    void of_a_long_unsigned_update_the_first_record_that_is_no_claim_stands_for_all() {
        Record claim = txt("claim-0.mb-0123456789ab.mesh.example.com.", CLAIM_VALUE);
        Record[] records = new Record[12];
        Arrays.fill(records, claim);
        records[7] = txt("x.elsewhere.example.", "v");
        Message message = update(records);
        assertThat(decoder.decodeUnsigned(read(message), NOW).orElseThrow().updates()).isEqualTo(same(List.of(records[7])));
        message.addRecord(Record.newRecord(name("p.mesh.example.com."), Type.TXT, DClass.NONE, 0), Section.PREREQ);
        UpdateSections sections = decoder.decodeUnsigned(read(message), NOW).orElseThrow();
        assertThat(sections.prerequisites()).hasSize(1);
        assertThat(sections.updates()).isEmpty();
    }

    @Test
    void more_claims_than_can_be_accepted_are_not_decoded_at_all() {
        Record[] many = new Record[257];
        Arrays.fill(many, txt("claim-0.mb-0123456789ab.mesh.example.com.", CLAIM_VALUE));
        assertThat(decoder.isHopelessUnsigned(read(update(many)), NOW)).isTrue();
        UpdateSections sections = decoder.decodeUnsigned(reader, NOW).orElseThrow();
        assertThat(sections.zones()).hasSize(1);
        assertThat(sections.updates()).isEmpty();
    }
}
