package dev.dnsmesh.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.port.out.SeedLists;
import dev.dnsmesh.application.port.out.SeedLists.Fetch;
import dev.dnsmesh.domain.octets.Octets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link SeedLists}. */
public interface SeedListsContract {
    /** Which can reach the servers of this test. */
    SeedLists newLists();

    /** Of a server that answers so to whatever it is asked; a redirection leads to where it answers with status 200. */
    String urlOfServerThatAnswers(int status, String body);

    /** Where nobody listens. */
    String urlOfNobody();

    @Test
    default void a_list_comes_as_it_is() {
        String list = "# seeds\nmesh.example\n\u00fc\n";
        assertThat(newLists().fetch(urlOfServerThatAnswers(200, list))).isEqualTo(new Fetch.Content(Octets.utf8(list)));
        assertThat(newLists().fetch(urlOfServerThatAnswers(200, ""))).isEqualTo(new Fetch.Content(Octets.EMPTY));
    }

    @Test
    default void a_list_of_the_most_octets_comes_whole_and_of_a_longer_one_the_whole_lines_before() {
        String line = "0123456.mesh.ex\n";
        String most = line.repeat(SeedLists.MOST_OCTETS / line.length());
        assertThat(newLists().fetch(urlOfServerThatAnswers(200, most))).isEqualTo(new Fetch.Content(Octets.utf8(most)));
        assertThat(newLists().fetch(urlOfServerThatAnswers(200, "x" + most))).isEqualTo(new Fetch.Content(Octets.utf8("x" + most.substring(0, most.length() - line.length()))));
        assertThat(newLists().fetch(urlOfServerThatAnswers(200, line + "x".repeat(5 * SeedLists.MOST_OCTETS)))).isEqualTo(new Fetch.Content(Octets.utf8(line)));
    }

    @Test
    default void another_status_than_200_is_no_list_and_leads_nowhere() {
        for (int status : new int[] {204, 301, 302, 307, 404, 500}) {
            assertThat(newLists().fetch(urlOfServerThatAnswers(status, ""))).as("%s", status).isInstanceOf(Fetch.Failed.class);
        }
    }

    @Test
    default void nobody_and_what_is_no_https_url_give_no_list() {
        String plain = urlOfServerThatAnswers(200, "mesh.example\n").replace("https://", "http://");
        for (String url : List.of(urlOfNobody(), plain, "", "mesh.example", "https://", "https:///x", "ht tp://x", "file:///etc/hostname")) {
            assertThat(newLists().fetch(url)).as(url).isInstanceOf(Fetch.Failed.class);
        }
    }
}
