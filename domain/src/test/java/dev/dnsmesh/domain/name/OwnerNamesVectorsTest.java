package dev.dnsmesh.domain.name;

import static dev.dnsmesh.vectors.Vectors.valid;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Sha256;
import dev.dnsmesh.vectors.Vectors;
import dev.dnsmesh.vectors.Vectors.Case;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class OwnerNamesVectorsTest {
    @TestFactory
    Stream<DynamicTest> owner_names() {
        return Vectors.tests("owner_names", 258, OwnerNamesVectorsTest::run);
    }

    private static JsonNode run(Case c) {
        return switch (c.op()) {
            case "identity_hash_name" -> name(OwnerNameText.hashedIdentity(c.text("username"), c.text("base_domain")));
            case "prekey_name" -> name(OwnerNameText.prekeys(c.text("username"), c.text("base_domain")));
            case "rotation_user_name" -> name(OwnerNameText.hashedRotation(c.text("username"), c.text("user_domain")));
            case "identity_zone_name" -> name(OwnerNameText.anchoredIdentity(c.text("identity_domain")));
            case "rotation_zone_name" -> name(OwnerNameText.anchoredRotation(c.text("identity_domain")));
            case "cluster_name" -> name(OwnerNameText.cluster(c.text("cluster_name")));
            case "bootstrap_name" -> name(OwnerNameText.bootstrap(c.text("user_domain")));
            case "rotation_cluster_name" -> name(OwnerNameText.clusterRotation(c.text("cluster_base_domain")));
            case "rotation_bootstrap_name" -> name(OwnerNameText.bootstrapRotation(c.text("user_domain")));
            case "heartbeat_name" -> name(OwnerNameText.heartbeat(c.text("zone")));
            case "seen_name" -> name(OwnerNameText.seen(c.text("zone")));
            case "claim_name" -> name(UserId.fromHex(c.text("recipient_id")).flatMap(recipient ->
                    SlotNumber.of(c.number("slot")).flatMap(slot ->
                            OwnerNameText.claim(slot, MailboxHash.of(recipient), c.text("provider_zone")))));
            case "slot_name" -> name(OwnerNameText.slot(SlotNumber.of(c.number("slot")).orElseThrow(),
                    MailboxHash.of(UserId.fromHex(c.text("recipient_id")).orElseThrow()), c.text("zone")));
            case "chunk_name" -> chunk(c);
            case "hash12" -> valid(true).put("hash12", Sha256.hex(12, Octets.fromHex(c.text("data")).orElseThrow()));
            case "parse_address" -> UserAddress.parse(c.text("address"))
                    .<JsonNode>map(a -> valid(true).put("user", a.user()).put("host", a.host())).orElse(valid(false));
            case "zone_from_endpoint" -> zone(ZoneText.ofEndpoint(c.text("endpoint")));
            case "zone_from_seed" -> zone(ZoneText.ofSeed(c.text("seed")));
            case "update_target" ->
                    UpdateTarget.of(c.text("provider_endpoint"), c.text("provider_zone"), c.text("port_override"))
                            .<JsonNode>map(t -> valid(true).put("host", t.host()).put("port", t.port()))
                            .orElse(valid(false));
            case "validate_domain" -> valid(ZoneText.isDomain(c.text("domain")));
            default -> throw new AssertionError("no such operation: " + c.op());
        };
    }

    private static JsonNode chunk(Case c) {
        MessageKey key = MessageKey.of(MessageId.fromHex(c.text("msg_id")).orElseThrow(),
                UserId.fromHex(c.text("recipient_id")).orElseThrow(),
                Ed25519PublicKey.fromHex(c.text("sender_spk")).orElseThrow());
        return valid(true).put("msg_key", key.digits())
                .put("name", OwnerNameText.chunk((int) c.number("chunk"), key, c.text("zone")));
    }

    private static JsonNode name(String name) {
        return valid(true).put("name", name);
    }

    private static JsonNode name(Optional<String> name) {
        return name.map(OwnerNamesVectorsTest::name).orElse(valid(false));
    }

    private static JsonNode zone(Optional<String> zone) {
        return zone.<JsonNode>map(z -> valid(true).put("zone", z)).orElse(valid(false));
    }
}
