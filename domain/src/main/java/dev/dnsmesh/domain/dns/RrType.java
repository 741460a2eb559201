package dev.dnsmesh.domain.dns;

/** A resource record type by its number (RFC 1035 3.2.2). */
public record RrType(int code) {
    public static final RrType A = new RrType(1);
    public static final RrType NS = new RrType(2);
    public static final RrType SOA = new RrType(6);
    public static final RrType TXT = new RrType(16);
    public static final RrType AAAA = new RrType(28);
    public static final RrType OPT = new RrType(41);
    public static final RrType TKEY = new RrType(249);
    public static final RrType TSIG = new RrType(250);
    public static final RrType IXFR = new RrType(251);
    public static final RrType AXFR = new RrType(252);
    public static final RrType MAILB = new RrType(253);
    public static final RrType MAILA = new RrType(254);
    public static final RrType ANY = new RrType(255);

    public RrType {
        if (code < 0 || code > 0xffff) {
            throw new IllegalArgumentException("a type has 16 bits: " + code);
        }
    }

    /** A meta or question type, which no stored data has. */
    public boolean isMeta() {
        return code == OPT.code || code >= 128 && code <= 255 || code == 0;
    }
}
