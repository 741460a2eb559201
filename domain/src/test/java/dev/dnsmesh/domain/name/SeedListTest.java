package dev.dnsmesh.domain.name;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SeedListTest {
    @Test
    void zones_and_urls_are_read_line_by_line_and_each_counts_once() {
        assertThat(SeedList.zones("# seeds\n\n dmp.Example.net \r\nhttps://node.example.org:8443/x\nmesh.example:53\n#off.example\ndmp.example.net.\n")
                .stream().map(OwnerName::text)).containsExactly("dmp.example.net", "node.example.org", "mesh.example");
    }

    @Test
    void what_names_no_zone_is_passed_over() {
        assertThat(SeedList.zones("[2001:db8::1]\n..\n:\nhttps://\nnot a zone\nb\u00fccher.example\nmesh.example").stream().map(OwnerName::text))
                .containsExactly("mesh.example");
    }

    @Property(tries = 300)
    void any_text_is_read(@ForAll String text) {
        assertThat(SeedList.zones(text)).doesNotHaveDuplicates();
    }
}
