package dev.dnsmesh.bootstrap.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.bootstrap.launch.InProcess;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every command of {@code dnsmesh-node admin} with what it says, for one user and one name of records. */
final class AdminWords {
    /** Values that {@link #NAME} holds before. */
    static final List<String> VALUES = List.of("first", "second", "third");
    private static final String SUBJECT = "<subject>";
    private static final String NAME = "<name>";
    private static final String KEY = "\\{\"tsig_key_name\":\"<user>-[0-9a-f]{8}-[0-9a-f]{6}\\.mesh\\.local\\.\",";
    private static final String SECRET = KEY + "\"tsig_secret_hex\":\"[0-9a-f]{64}\",\"tsig_secret_base64\":\"\\S{44}\",\"tsig_algorithm\":\"hmac-sha256\",.*"
            + "\"subject\":\"<subject>\",\"zone\":\"mesh\\.local\",\"expires_at\":[0-9]+}";
    private static final String TOKEN = "\\{\"token\":\"dmp_v1_[A-Z2-7]{52}\",\"subject\":\"<subject>\",\"subject_hash12\":null,\"expires_at\":null,"
            + "\"rate_per_sec\":10.0,\"rate_burst\":50}";
    private static final String RECORD = "\\{\"name\":\"<name>\",\"value\":\"(first|second|third)\",\"value_hex\":null,\"hash\":\"[0-9a-f]{64}\",\"ttl\":300,.*}";

    /** A word of the table: what is typed, the exit status, what is said; on standard error where it is not 0. */
    private record Row(int exit, String answer, String... words) {
    }

    private static final List<Row> TABLE = List.of(
            new Row(0, SECRET, "tsig", "issue", SUBJECT, "--spk", "5a".repeat(32), "--json"),
            new Row(0, "\\[" + KEY + "\"subject\":\"<subject>\",.*\"active\":true}]", "tsig", "list", "--subject", SUBJECT, "--json"),
            new Row(0, "NAME +SUBJECT +ISSUED +EXPIRES +REVOKED +STATUS\n(?s:.*)<user>-(?s:.*)active\n?(?s:.*)", "tsig", "list"),
            new Row(0, SECRET, "tsig", "rotate", SUBJECT, "--json"),
            new Row(0, "(?s:.*)algorithm hmac-sha256;(?s:.*)", "tsig", "rotate", SUBJECT),
            new Row(0, "\\{\"tsig_keys\":\\[\"<user>-\\S+\"],\"token_hashes\":\\[]}", "tsig", "revoke", SUBJECT, "--json"),
            new Row(1, "dnsmesh-node admin: no key to revoke for <subject>", "tsig", "revoke", SUBJECT, "--json"),
            new Row(1, "dnsmesh-node admin: no active key to rotate for <subject>", "tsig", "rotate", SUBJECT, "--json"),
            new Row(2, "dnsmesh-node admin: 'a@b@c' is neither the name of a key nor a subject", "tsig", "revoke", "a@b@c"),
            new Row(0, TOKEN, "token", "issue", SUBJECT, "--spk", "5a".repeat(32), "--json"),
            new Row(0, "\\[\\{\"token_hash\":\"[0-9a-f]{64}\",\"subject\":\"<subject>\",.*\"live\":true}]", "token", "list", "--subject", SUBJECT, "--json"),
            new Row(0, TOKEN, "token", "rotate", SUBJECT, "--json"),
            new Row(0, "# token of <subject>, shown this once; expires: never; revoked with it: 1\ndmp_v1_\\S+", "token", "rotate", SUBJECT),
            new Row(0, "HASH-PREFIX +SUBJECT +ISSUED(?s:.*)<subject>(?s:.*)live(?s:.*)", "token", "list"),
            new Row(0, "\\{\"tsig_keys\":\\[],\"token_hashes\":\\[\"[0-9a-f]{64}\"]}", "token", "revoke", SUBJECT, "--json"),
            new Row(1, "dnsmesh-node admin: nothing to revoke for <subject>", "token", "revoke", SUBJECT, "--json"),
            new Row(0, "\\[]", "token", "list", "--subject", SUBJECT, "--json"),
            new Row(0, "\\[(\\{\"token_hash\":[^}]*},?){3}]", "token", "list", "--subject", SUBJECT, "--include-revoked", "--json"),
            new Row(0, "\\[\\{\"name\":\"[^\"]+\",\"holder_spk\":\"(5a){32}\",\"subject\":\"<subject>\",.*\"held\":true}]", "owner", "list", "--subject", SUBJECT, "--json"),
            new Row(0, "NAME +HOLDER +SUBJECT +SINCE(?s:.*)5a5a5a5a5a5a5a5a +<subject>(?s:.*)", "owner", "list"),
            new Row(0, "\\{\"subject\":\"<subject>\",\"names\":\\[\".+\"],\"tsig_keys_revoked\":0,\"tokens_revoked\":0}", "owner", "release", SUBJECT, "--json"),
            new Row(1, "dnsmesh-node admin: nobody holds <subject>", "owner", "release", SUBJECT, "--json"),
            new Row(0, "\\[(\\{\"ts\":[0-9]+,\"event\":\"[a-z_]+\",[^}]*},?){4}]", "audit", "tail", "--limit", "4", "--json"),
            new Row(0, "TIME +EVENT +TOKEN +SUBJECT(?s:.*)tsig_revoked(?s:.*)<subject>(?s:.*)", "audit", "tail", "--event", "tsig_revoked"),
            new Row(0, "\\[" + RECORD + "," + RECORD + "," + RECORD + "]", "record", "list", "--below", NAME, "--json"),
            new Row(0, "NAME +LEFT +STORED +HASH +VALUE\n(<name> .*\n?){3}", "record", "list", "--below", NAME),
            new Row(0, "\\[" + RECORD + "," + RECORD + "," + RECORD + "]", "record", "show", NAME, "--json"),
            new Row(0, "\\{\"name\":\"<name>\",\"deleted\":1}", "record", "delete", NAME, "--value", "first", "--json"),
            new Row(2, "(?s:.*)--value(?s:.*)", "record", "delete", NAME),
            new Row(0, "\\{\"name\":\"<name>\",\"deleted\":2}", "record", "delete", NAME, "--all", "--json"),
            new Row(1, "dnsmesh-node admin: no such record at <name>", "record", "delete", NAME, "--all", "--json"),
            new Row(1, "dnsmesh-node admin: no record at <name>", "record", "show", NAME, "--json"),
            new Row(0, "\\[]", "record", "list", "--below", NAME, "--json"),
            new Row(0, "\\{\"records\":[0-9]+,\"claims\":0,\"tsig_keys_active\":[0-9]+,.*\"instance\":\"[0-9a-f]+\"}", "stats", "--json"),
            new Row(0, "records +[0-9]+ \\(0 claims\\)\nTSIG keys +[0-9]+ active of (?s:.*)instance +[0-9a-f]+", "stats"),
            new Row(2, "dnsmesh-node admin: Unmatched arguments from index 0: 'statistics', '--json'", "statistics", "--json"));

    private AdminWords() {
    }

    /** Says them all, in order. */
    static void play(Map<String, String> environment, String user, String name) {
        String subject = user + "@mesh.local";
        for (Row row : TABLE) {
            String[] words = Stream.concat(Stream.of("admin"), Stream.of(row.words()))
                    .map(word -> word.replace(SUBJECT, subject).replace(NAME, name)).toArray(String[]::new);
            InProcess.Said said = InProcess.run(environment, words);
            String line = String.join(" ", words);
            assertThat(said.exit()).as(line + "\n" + said).isEqualTo(row.exit());
            boolean done = row.exit() == 0;
            assertThat((done ? said.output() : said.errors()).strip()).as(line).matches(row.answer().replace("<user>", user)
                    .replace(SUBJECT, Pattern.quote(subject)).replace(NAME, Pattern.quote(name)));
            assertThat(done ? said.errors() : said.output()).as(line).isEmpty();
        }
    }
}
