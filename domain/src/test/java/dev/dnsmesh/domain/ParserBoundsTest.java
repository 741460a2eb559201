package dev.dnsmesh.domain;

import dev.dnsmesh.domain.access.NameClass;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.TsigAlgorithm;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.access.UserToken;
import dev.dnsmesh.domain.crypto.Ed25519Seed;
import dev.dnsmesh.domain.json.JsonObject;
import dev.dnsmesh.domain.message.CanonicalAddress;
import dev.dnsmesh.domain.message.EncryptedMessage;
import dev.dnsmesh.domain.message.Envelope;
import dev.dnsmesh.domain.message.MessageHeader;
import dev.dnsmesh.domain.message.OuterMessage;
import dev.dnsmesh.domain.name.DomainName;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.OwnerNameText;
import dev.dnsmesh.domain.name.RecordName;
import dev.dnsmesh.domain.name.UpdateTarget;
import dev.dnsmesh.domain.name.UserAddress;
import dev.dnsmesh.domain.name.ZoneText;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.StrictBase64;
import dev.dnsmesh.domain.record.RecordType;
import dev.dnsmesh.domain.record.chunk.Chunk;
import dev.dnsmesh.domain.record.claim.ClaimOwner;
import dev.dnsmesh.domain.record.claim.MailboxDomain;
import dev.dnsmesh.domain.record.heartbeat.PublicEndpoint;
import dev.dnsmesh.domain.rrset.RecordValue;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.domain.sync.Cursor;
import dev.dnsmesh.domain.sync.DigestEntry;
import dev.dnsmesh.domain.zone.Mailbox;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * No input makes a parser throw, or allocate out of proportion. Not here: address literals, which the JDK refuses by an
 * exception and only settings hold, and wire names, whose form the message's reader has checked.
 */
class ParserBoundsTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_767_225_600);
    private static final Map<String, Consumer<String>> TEXT_PARSERS = Map.ofEntries(
            Map.entry("JSON", JsonObject::parse),
            Map.entry("canonical address", CanonicalAddress::of),
            Map.entry("user address", UserAddress::parse),
            Map.entry("zone of an endpoint", ZoneText::ofEndpoint),
            Map.entry("zone of a seed", ZoneText::ofSeed),
            Map.entry("domain", ZoneText::isDomain),
            Map.entry("UPDATE target", text -> UpdateTarget.of(text, text, text)),
            Map.entry("cluster name", OwnerNameText::cluster),
            Map.entry("cursor", Cursor::parse),
            Map.entry("next cursor", text -> Cursor.parseNext(text, NOW)),
            Map.entry("digest entry", text -> JsonObject.parse(text)
                    .ifPresent(entry -> DigestEntry.received(entry, NOW))),
            Map.entry("name class", NameClass::of),
            Map.entry("domain name", DomainName::parse),
            Map.entry("owner name", OwnerName::parse),
            Map.entry("record name", RecordName::parse),
            Map.entry("mailbox of a zone", Mailbox::parse),
            Map.entry("record value", RecordValue::parse),
            Map.entry("key name", TsigKeyName::parse),
            Map.entry("algorithm", TsigAlgorithm::parse),
            Map.entry("token", UserToken::parse),
            Map.entry("subject", Subject::canonical),
            Map.entry("base64", StrictBase64::decode),
            Map.entry("seed", Ed25519Seed::parse),
            Map.entry("claim's owner", text -> ClaimOwner.parse(text, "mesh.example.com")),
            Map.entry("claim's domain", MailboxDomain::parse),
            Map.entry("endpoint", PublicEndpoint::parse),
            Map.entry("record type", RecordType::of));
    private static final Map<String, Consumer<Octets>> OCTET_PARSERS = Map.of(
            "header", MessageHeader::parse, "outer message", OuterMessage::parse,
            "encrypted message", EncryptedMessage::parse, "envelope", Envelope::open,
            "TXT RDATA", TxtValue::ofRdata, "chunk", Chunk::of);

    @Property
    void any_text(@ForAll("texts") String text) {
        TEXT_PARSERS.forEach((name, parser) ->
                Allocations.stayWithinBounds(name, Octets.utf8(text).length(), () -> parser.accept(text)));
    }

    @Property
    void any_octets(@ForAll("octets") Octets octets) {
        OCTET_PARSERS.forEach((name, parser) ->
                Allocations.stayWithinBounds(name, octets.length(), () -> parser.accept(octets)));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(400),
                Arbitraries.strings().withChars("{}[]\",:\\u0e-+1.5tnrulefas \n").ofMaxLength(3000),
                Arbitraries.of("[", "{\"\":", "[[],", "{\"a\":1,", "a.", ".", ":", "@", "\\u0041", "1", "-", "[\"\",")
                        .list().ofMaxSize(40).map(parts -> String.join("", parts)),
                Arbitraries.of("[", "{\"\":", "a.", "..", "0", "id-", "[],", "\"\\u0000\",", "\"\":1,").flatMap(part ->
                        Arbitraries.integers().between(0, 5000)
                                .map(times -> "{\"x\":" + part.repeat(times) + "}")),
                Arbitraries.of("dmp.", "a.", ".", "slot-1.", "9", ":", "a@").flatMap(part ->
                        Arbitraries.integers().between(0, 5000).map(part::repeat)));
    }

    @Provide
    Arbitrary<Octets> octets() {
        Arbitrary<Octets> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(600).map(Octets::of);
        Arbitrary<Octets> json = texts().map(Octets::utf8);
        return Arbitraries.oneOf(noise, json,
                json.map(text -> Octets.concat(Octets.utf8("DMPV2:"), text, Octets.utf8("\nbody"))),
                json.map(text -> Octets.concat(Octets.of((byte) (text.length() >>> 8), (byte) text.length()), text,
                        Octets.of(new byte[32]))));
    }
}
