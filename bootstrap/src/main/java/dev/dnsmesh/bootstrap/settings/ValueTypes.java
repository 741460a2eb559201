package dev.dnsmesh.bootstrap.settings;

import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.zone.Mailbox;
import java.math.BigDecimal;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The types of configuration.md 1, and the narrower ones that a bad value should be measured by. */
final class ValueTypes {
    private static final Set<String> ON = Set.of("1", "true", "yes", "on");
    private static final Set<String> OFF = Set.of("0", "false", "no", "off");
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?");
    /** Four parts: the platform would take {@code 5353} for an address, too. */
    private static final Pattern DOTTED = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\\.)*[A-Za-z_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\\.?");

    static final ValueType<String> TEXT = new ValueType<>("text", text -> new Parsed.Good<>(text.strip()));
    /** Text that is compared to the byte: nothing is trimmed. */
    static final ValueType<String> VERBATIM = new ValueType<>("text", Parsed.Good::new);
    static final ValueType<Secret> SECRET = new ValueType<>("secret", text -> new Parsed.Good<>(Secret.of(Octets.utf8(text))));
    static final ValueType<Boolean> TRUTH = new ValueType<>("truth", ValueTypes::truth);
    static final ValueType<Integer> PORT = integer(0, 65_535);
    static final ValueType<List<String>> LIST = new ValueType<>("list", text -> new Parsed.Good<>(items(text)));
    static final ValueType<Path> PATH = new ValueType<>("path", ValueTypes::path);
    static final ValueType<Inet4Address> IPV4 = new ValueType<>("IPv4 address",
            text -> Parsed.of(literal(text).filter(Inet4Address.class::isInstance).map(Inet4Address.class::cast), "an IPv4 address"));
    static final ValueType<Inet6Address> IPV6 = new ValueType<>("IPv6 address",
            text -> Parsed.of(literal(text).filter(Inet6Address.class::isInstance).map(Inet6Address.class::cast), "an IPv6 address"));
    /** An address literal or a host name; names are looked up at start, not here. */
    static final ValueType<String> HOST_OR_ADDRESS = new ValueType<>("address",
            text -> Parsed.of(host(text.strip()), "an address or host name"));
    static final ValueType<List<String>> HOSTS = new ValueType<>("address list",
            text -> each(text, ValueTypes::host, "a list of addresses or host names"));
    static final ValueType<List<AddressRange>> RANGES = new ValueType<>("CIDR list",
            text -> each(text, AddressRange::parse, "a list of addresses or CIDR prefixes"));
    static final ValueType<OwnerName> ZONE = new ValueType<>("domain name",
            text -> Parsed.of(OwnerName.parse(text.strip().replaceAll("\\.+$", "")), "a domain name of letters, digits, - and _"));
    static final ValueType<List<OwnerName>> ZONES = new ValueType<>("domain name list",
            text -> each(text, item -> OwnerName.parse(item.replaceAll("\\.+$", "")), "a list of domain names"));
    /** A mailbox as a domain name; an address with {@code @} is taken, too. */
    static final ValueType<Mailbox> MAILBOX = new ValueType<>("mailbox", text -> Parsed.of(Mailbox.parse(escaped(text.strip())), "a mailbox as a domain name"));
    static final ValueType<URI> HTTP_URL = new ValueType<>("URL", text -> Parsed.of(url(text.strip()), "an http or https URL"));
    static final ValueType<List<URI>> HTTP_URLS = new ValueType<>("URL list",
            text -> each(text, ValueTypes::url, "a list of http or https URLs"));
    static final ValueType<Double> DECIMAL_NUMBER = new ValueType<>("decimal", text -> Parsed.of(decimal(text), "a decimal number"));

    private ValueTypes() {
    }

    static ValueType<Integer> integer(int least, int most) {
        return new ValueType<>("integer", text -> Parsed.of(whole(text, least, most).map(Math::toIntExact), wholeNumber(least, most)));
    }

    static ValueType<Long> longInteger(long least, long most) {
        return new ValueType<>("integer", text -> Parsed.of(whole(text, least, most), wholeNumber(least, most)));
    }

    /** A decimal number above 0. */
    static ValueType<Double> positive() {
        return new ValueType<>("decimal", text -> Parsed.of(decimal(text).filter(value -> value > 0), "a decimal number above 0"));
    }

    static ValueType<Octets> hex(int octets) {
        return new ValueType<>("hex", text -> Parsed.of(
                Octets.fromHex(text.strip()).filter(value -> value.length() == octets), octets * 2 + " hex digits"));
    }

    /** One or two secrets of {@code octets} octets in hex, the first for making, both for checking. */
    static ValueType<List<Secret>> hexSecrets(int octets) {
        return new ValueType<>("hex list", text -> {
            List<Secret> secrets = items(text).stream().flatMap(item -> Octets.fromHex(item).stream())
                    .filter(value -> value.length() == octets).map(Secret::of).toList();
            return secrets.size() == items(text).size() && !secrets.isEmpty() && secrets.size() <= 2
                    ? new Parsed.Good<>(secrets) : new Parsed.Bad<>("one or two values of " + octets * 2 + " hex digits");
        });
    }

    /** One of the constants' names, in any letter case; {@code otherwise} with a warning for anything else. */
    static <E extends Enum<E>> ValueType<E> lenientChoice(Class<E> constants, E otherwise) {
        return choice(constants, wanted -> new Parsed.Doubtful<>(otherwise, wanted));
    }

    /** One of the constants' names, in any letter case. */
    static <E extends Enum<E>> ValueType<E> strictChoice(Class<E> constants) {
        return choice(constants, Parsed.Bad::new);
    }

    private static <E extends Enum<E>> ValueType<E> choice(Class<E> constants, Function<String, Parsed<E>> otherwise) {
        List<E> all = List.of(constants.getEnumConstants());
        String wanted = "one of " + String.join(", ", all.stream().map(Enum::name).map(n -> n.toLowerCase(Locale.ROOT)).toList());
        return new ValueType<>("word", text -> all.stream().filter(c -> c.name().equalsIgnoreCase(text.strip())).findFirst()
                .<Parsed<E>>map(Parsed.Good::new).orElseGet(() -> otherwise.apply(wanted)));
    }

    static List<String> items(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).filter(item -> !item.isEmpty()).toList();
    }

    /** The domain name of {@code local@domain}; other text as it is. */
    private static String escaped(String mailbox) {
        int at = mailbox.indexOf('@');
        return at < 0 ? mailbox : mailbox.substring(0, at).replace(".", "\\.") + "." + mailbox.substring(at + 1);
    }

    private static Parsed<Boolean> truth(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (ON.contains(word)) {
            return new Parsed.Good<>(true);
        }
        return OFF.contains(word) ? new Parsed.Good<>(false)
                : new Parsed.Doubtful<>(false, "one of 1, true, yes, on, 0, false, no, off");
    }

    private static Optional<Long> whole(String text, long least, long most) {
        return Optional.of(text.strip()).filter(t -> WHOLE.matcher(t).matches()).map(Long::parseLong)
                .filter(value -> value >= least && value <= most);
    }

    private static String wholeNumber(long least, long most) {
        String bounds = least <= Integer.MIN_VALUE ? "" : most >= Integer.MAX_VALUE ? " of at least " + least
                : " from " + least + " to " + most;
        return "a whole number" + bounds;
    }

    /** Decimal, or a quotient of two ({@code 5/3600}). */
    private static Optional<Double> decimal(String text) {
        String[] parts = text.strip().split("/", 2);
        if (!Arrays.stream(parts).allMatch(part -> DECIMAL.matcher(part).matches())) {
            return Optional.empty();
        }
        double value = new BigDecimal(parts[0]).doubleValue();
        double divisor = parts.length == 1 ? 1 : new BigDecimal(parts[1]).doubleValue();
        return Optional.of(value / divisor).filter(Double::isFinite);
    }

    private static Parsed<Path> path(String text) {
        try {
            return new Parsed.Good<>(Path.of(text.strip()));
        } catch (InvalidPathException invalid) {
            return new Parsed.Bad<>("a path");
        }
    }

    /** Never looks a name up. */
    static Optional<InetAddress> literal(String text) {
        String bare = text.strip();
        if (bare.startsWith("[") && bare.endsWith("]")) {
            bare = bare.substring(1, bare.length() - 1);
        }
        if (!DOTTED.matcher(bare).matches() && bare.indexOf(':') < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(bare));
        } catch (IllegalArgumentException notALiteral) {
            return Optional.empty();
        }
    }

    private static Optional<String> host(String text) {
        if (literal(text).isPresent() || text.equals("0")) {
            return Optional.of(text);
        }
        return Optional.of(text).filter(t -> t.length() <= OwnerName.MAX_LENGTH && HOST.matcher(t).matches());
    }

    private static Optional<URI> url(String text) {
        try {
            URI uri = new URI(text);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return http && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    private static <T> Parsed<List<T>> each(String text, Function<String, Optional<T>> parse, String wanted) {
        List<T> values = new ArrayList<>();
        for (String item : items(text)) {
            Optional<T> value = parse.apply(item);
            if (value.isEmpty()) {
                return new Parsed.Bad<>(wanted + " (" + item + ")");
            }
            values.add(value.get());
        }
        return new Parsed.Good<>(List.copyOf(values));
    }
}
