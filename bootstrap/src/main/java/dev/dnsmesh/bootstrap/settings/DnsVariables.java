package dev.dnsmesh.bootstrap.settings;

import static dev.dnsmesh.bootstrap.settings.Variable.Trait.LIVE;
import static dev.dnsmesh.bootstrap.settings.Variable.Trait.NEUTRAL;
import static dev.dnsmesh.bootstrap.settings.Variable.Trait.OURS;
import static dev.dnsmesh.bootstrap.settings.Variable.Trait.SECRET;

import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.zone.Mailbox;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.List;

/** configuration.md 3 and 4, dns.md 1 and 10. */
final class DnsVariables {
    static final Variable<List<String>> HOST = Variable.of("DMP_DNS_HOST", ValueTypes.HOSTS, "0.0.0.0",
            "addresses to bind, UDP and TCP; 0.0.0.0 = every local IPv4 and IPv6 address, each by itself");
    static final Variable<Integer> PORT = Variable.of("DMP_DNS_PORT", ValueTypes.PORT, "5353",
            "port, UDP and TCP; 0 = any free one", NEUTRAL);
    static final Variable<Integer> TTL = Variable.of("DMP_DNS_TTL", ValueTypes.integer(0, Integer.MAX_VALUE), "60",
            "seconds; most that a positive answer may be kept", LIVE);
    static final Variable<Integer> NEGATIVE_TTL = Variable.of("DMP_DNS_NEGATIVE_TTL", ValueTypes.integer(0, 86_400), "",
            "seconds; how long a negative answer may be kept; unset: DMP_DNS_TTL, at most 300", OURS, LIVE);
    static final Variable<Double> RATE = Variable.of("DMP_DNS_RATE", ValueTypes.DECIMAL_NUMBER, "50",
            "requests a second and client address, UDP and TCP apart; 0 = off", LIVE);
    static final Variable<Double> BURST = Variable.of("DMP_DNS_BURST", ValueTypes.DECIMAL_NUMBER, "200",
            "requests at once of one client address; 0 = off", LIVE);
    static final Variable<Integer> MAX_CONCURRENCY = Variable.of("DMP_DNS_MAX_CONCURRENCY",
            ValueTypes.integer(1, 1_000_000), "128", "requests in progress, UDP and TCP together");
    static final Variable<Integer> EDNS_BUFFER = Variable.of("DMP_DNS_EDNS_BUFFER", ValueTypes.integer(512, 4096), "1232",
            "octets; our EDNS payload size, and the most that a UDP answer has", OURS);
    static final Variable<String> NSID = Variable.of("DMP_DNS_NSID", asciiUpTo64(), "",
            "name of this server for those who ask (NSID, id.server); unset: not told", OURS);
    static final Variable<String> VERSION_STRING = Variable.of("DMP_DNS_VERSION_STRING", asciiUpTo64(), "",
            "answer to version.bind; unset: not told", OURS);
    static final Variable<Boolean> COOKIES = Variable.of("DMP_DNS_COOKIES", ValueTypes.TRUTH, "1", "DNS cookies", OURS);
    static final Variable<List<Secret>> COOKIE_SECRET = Variable.of("DMP_DNS_COOKIE_SECRET", ValueTypes.hexSecrets(16), "",
            "32 hex digits, and a second one that is accepted only; unset: random at start. Nodes that share an address share it", OURS, SECRET);
    static final Variable<Integer> TCP_IDLE = Variable.of("DMP_DNS_TCP_IDLE_SECONDS", ValueTypes.integer(1, 3600), "10",
            "seconds; how long an idle TCP connection stays", OURS);
    static final Variable<List<String>> TRANSPORTS = Variable.of("DMP_TRANSPORTS", ValueTypes.LIST, "",
            "ids of further ways in that jars in plugins/ bring", OURS);

    static final Variable<Boolean> RRL = Variable.of("DMP_DNS_RRL", ValueTypes.TRUTH, "1", "response rate limiting (UDP)", OURS, LIVE);
    static final Variable<Double> RRL_ANSWERS = Variable.of("DMP_DNS_RRL_ANSWERS_PER_SEC", ValueTypes.DECIMAL_NUMBER, "20",
            "equal answers a second to one network; 0 = off", OURS, LIVE);
    static final Variable<Double> RRL_NEGATIVE = Variable.of("DMP_DNS_RRL_NEGATIVE_PER_SEC", ValueTypes.DECIMAL_NUMBER, "100",
            "negative answers a second, per zone, to one network; 0 = off", OURS, LIVE);
    static final Variable<Double> RRL_ERRORS = Variable.of("DMP_DNS_RRL_ERRORS_PER_SEC", ValueTypes.DECIMAL_NUMBER, "20",
            "errors a second to one network; 0 = off", OURS, LIVE);
    static final Variable<Integer> RRL_SLIP = Variable.of("DMP_DNS_RRL_SLIP", ValueTypes.integer(0, 1000), "2",
            "every n-th suppressed answer is sent truncated; 0 = none, 1 = all", OURS, LIVE);
    static final Variable<List<AddressRange>> RRL_EXEMPT = Variable.of("DMP_DNS_RRL_EXEMPT", ValueTypes.RANGES, "127.0.0.0/8,::1",
            "networks that are never limited", OURS, LIVE);

    static final Variable<Inet4Address> APEX_A = Variable.of("DMP_DNS_APEX_A", ValueTypes.IPV4, "", "address served at the zone apex", LIVE);
    static final Variable<Inet6Address> APEX_AAAA = Variable.of("DMP_DNS_APEX_AAAA", ValueTypes.IPV6, "", "address served at the zone apex", LIVE);
    static final Variable<OwnerName> APEX_NS = Variable.of("DMP_DNS_APEX_NS", ValueTypes.ZONE, "",
            "NS at the apex and MNAME of the SOA; unset: DMP_NODE_HOSTNAME, else the apex", LIVE);
    static final Variable<Mailbox> APEX_SOA_RNAME = Variable.of("DMP_DNS_APEX_SOA_RNAME", ValueTypes.MAILBOX, "",
            "RNAME of the SOA; unset: hostmaster.<zone>", LIVE);

    static final Variable<OwnerName> SERVED_ZONE = Variable.of("DMP_SERVED_ZONE", ValueTypes.ZONE, "",
            "zone that takes UPDATE; first of a chain");
    static final Variable<OwnerName> CLAIM_PROVIDER_ZONE = Variable.of("DMP_CLAIM_PROVIDER_ZONE", ValueTypes.ZONE, "",
            "next in the chain; always a query zone");
    static final Variable<OwnerName> CLUSTER_BASE_DOMAIN = Variable.of("DMP_CLUSTER_BASE_DOMAIN", ValueTypes.ZONE, "",
            "next in the chain; always a query zone; the cluster's name");
    static final Variable<OwnerName> DOMAIN = Variable.of("DMP_DOMAIN", ValueTypes.ZONE, "", "next in the chain; always a query zone");
    static final Variable<String> NODE_HOSTNAME = Variable.of("DMP_NODE_HOSTNAME", ValueTypes.TEXT, "",
            "public host name, signed by those who register; end of the chain");
    static final Variable<List<OwnerName>> EXTRA_ZONES = Variable.of("DMP_DNS_EXTRA_ZONES", ValueTypes.ZONES, "",
            "further zones that are answered for", OURS, LIVE);
    static final Variable<Boolean> STRICT_ZONES = Variable.of("DMP_DNS_STRICT_ZONES", ValueTypes.TRUTH, "0",
            "refuse names outside the zones even where a record is stored", OURS, LIVE);
    static final Variable<Boolean> CLAIM_PROVIDER = Variable.of("DMP_CLAIM_PROVIDER", ValueTypes.TRUTH, "1",
            "first-contact claim role; needs a zone and UPDATE", LIVE);

    static final List<Variable<?>> SERVER = List.of(HOST, PORT, TTL, NEGATIVE_TTL, RATE, BURST, MAX_CONCURRENCY, EDNS_BUFFER,
            NSID, VERSION_STRING, COOKIES, COOKIE_SECRET, TCP_IDLE, TRANSPORTS, RRL, RRL_ANSWERS, RRL_NEGATIVE, RRL_ERRORS, RRL_SLIP,
            RRL_EXEMPT, APEX_A, APEX_AAAA, APEX_NS, APEX_SOA_RNAME);
    static final List<Variable<?>> ZONES = List.of(SERVED_ZONE, CLAIM_PROVIDER_ZONE, CLUSTER_BASE_DOMAIN, DOMAIN, NODE_HOSTNAME,
            EXTRA_ZONES, STRICT_ZONES, CLAIM_PROVIDER);

    private DnsVariables() {
    }

    private static ValueType<String> asciiUpTo64() {
        return new ValueType<>("text", text -> Parsed.of(
                java.util.Optional.of(text.strip()).filter(t -> t.matches("[\\x20-\\x7e]{1,64}")), "up to 64 printable ASCII characters"));
    }
}
