package dev.dnsmesh.bootstrap.blackbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both pages of a launched node in a headless Chromium. With {@code -Ddnsmesh.screenshots=DIRECTORY} it leaves pictures of
 * them there.
 */
class ConsoleTest {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private static final int PICTURE_ROUNDS = Integer.getInteger("dnsmesh.screenshots.rounds", 360);

    @TempDir
    private static Path directory;
    private static NodeUnderTest node;
    private static Playwright playwright;
    private static Browser browser;

    @BeforeAll
    static void start() {
        Optional<Path> chromium = chromium();
        assumeTrue(chromium.isPresent(), "chromium is not installed (Debian package chromium)");
        node = NodeUnderTest.in(directory).start();
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(chromium.get()).setArgs(List.of("--no-sandbox")));
    }

    @AfterAll
    static void stop() {
        if (playwright != null) {
            playwright.close();
        }
        if (node != null) {
            node.close();
        }
    }

    private static Optional<Path> chromium() {
        return NAMES.stream().flatMap(name -> Stream.of(System.getenv("PATH").split(":")).map(path -> Path.of(path, name)))
                .filter(Files::isExecutable).findFirst();
    }

    @Test
    void an_operator_signs_in_sees_an_update_counted_revokes_its_key_and_sees_the_next_one_refused() throws IOException {
        String key = node.issueKey("alice@mesh.local");
        Updates updates = new Updates(node, key);
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            List<String> trouble = troubleOf(page);
            page.navigate(url("/console"));
            signIn(page, "not the token");
            assertThat(page.getByRole(AriaRole.ALERT)).hasText("This is not the operator token.");
            assertThat(page.locator("#console")).isHidden();
            trouble.clear(); // the refusal is in the browser's log, too
            signIn(page, token());

            assertThat(page.locator("#tile-applied dd")).hasText("0");
            assertThat(page.locator("#health")).hasText("healthy");
            assertThat(updates.add("one.mesh.local", "first")).isEqualTo("NOERROR");
            assertThat(page.locator("#tile-applied dd")).hasText("1");
            assertThat(page.locator("#tile-records dd")).hasText("1");

            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Revoke " + key.split(":")[1])).click();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Revoke").setExact(true)).click();
            assertThat(page.locator("#notice")).containsText("is revoked");
            assertThat(page.locator("#keys")).containsText("Nobody has a key");
            assertThat(updates.add("two.mesh.local", "second")).isEqualTo("NOTAUTH");
            assertThat(page.locator("#refusals")).containsText("TSIG: badkey");
            assertThat(page.locator("#tile-applied dd")).hasText("1");

            Cookie cookie = context.cookies().getFirst();
            assertThat(cookie.httpOnly).isTrue();
            assertThat(cookie.sameSite.name()).isEqualTo("STRICT");
            assertThat(page.content()).doesNotContain(token());
            page.reload();
            assertThat(page.locator("#tile-applied dd")).hasText("1");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out")).click();
            assertThat(page.locator("#sign-in")).isVisible();
            page.reload();
            assertThat(page.locator("#sign-in")).isVisible();
            assertThat(trouble).allMatch(line -> line.contains("401"));
        }
    }

    /** Only for pictures: people who register and write, now and then wrongly, for long enough that there is something to see. */
    private static void letPeopleWrite() throws InterruptedException {
        List<Updates> people = new ArrayList<>();
        for (String name : List.of("alice", "bob", "carol", "dave", "erin")) {
            people.add(new Updates(node, node.issueKey(name + "@mesh.local")));
        }
        Updates nobody = new Updates(node, "hmac-sha256:mallory.mesh.local.:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        java.util.Random random = new java.util.Random(5);
        for (int i = 0; i < PICTURE_ROUNDS; i++) {
            double tide = 1 + Math.sin(i / 18.0);
            for (int n = 0; n < 1 + random.nextInt(1 + (int) (4 * tide)); n++) {
                people.get(random.nextInt(5)).add("note-" + i + "-" + n + ".mesh.local", "v" + n);
                people.get(random.nextInt(5)).ask(random.nextInt(3) == 0 ? "nothing-" + n + ".mesh.local" : "note-" + i + "-" + n + ".mesh.local");
                HttpWire.ask(node.httpPort(), random.nextInt(4) == 0 ? "GET /stats/" : "GET /stats");
            }
            if (i % 9 == 0) {
                people.get(i % 5).add("note.elsewhere.example", "v");
                HttpWire.ask(node.httpPort(), "GET /metrics");
            }
            if (i % 31 == 0) {
                nobody.add("note.mesh.local", "v");
            }
            Thread.sleep(500);
        }
    }

    @Test
    void both_pages_fit_a_phone_are_accessible_and_ask_nobody_else_for_anything() throws IOException, InterruptedException {
        if (System.getProperty("dnsmesh.screenshots") != null) {
            letPeopleWrite();
        }
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : List.of(360, 1280)) {
                try (BrowserContext context = browser.newContext(new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(width, 800))) {
                    Page page = context.newPage();
                    List<String> trouble = troubleOf(page);
                    page.onRequest(request -> assertThat(request.url()).startsWith(url("/")));
                    page.navigate(url("/"));
                    assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).isVisible();
                    assertFits(page);
                    Accessibility.check(page);
                    picture(page, "landing", scheme, width);
                    page.navigate(url("/console"));
                    assertThat(page.locator("#sign-in")).isVisible();
                    Accessibility.check(page);
                    signIn(page, token());
                    assertThat(page.locator("#tile-records dd")).not().isEmpty();
                    assertThat(page.locator("#charts figure")).hasCount(6);
                    assertFits(page);
                    picture(page, "console", scheme, width);
                    Accessibility.check(page);
                    assertThat(trouble).allMatch(line -> line.contains("401"));
                }
            }
        }
    }

    /** Nothing is wider than the window. */
    private static void assertFits(Page page) {
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).isTrue();
    }

    private static void picture(Page page, String name, ColorScheme scheme, int width) {
        Optional.ofNullable(System.getProperty("dnsmesh.screenshots")).ifPresent(into -> page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of(into, name + (width < 500 ? "-phone" : "") + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT) + ".png"))
                .setFullPage(true)));
    }

    /** What the browser complains about: scripts that fail, policies that are broken. */
    private static List<String> troubleOf(Page page) {
        List<String> trouble = new ArrayList<>();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                trouble.add(message.text());
            }
        });
        page.onPageError(trouble::add);
        return trouble;
    }

    private static void signIn(Page page, String token) {
        page.getByLabel("Operator token").fill(token);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
    }

    private static String url(String path) {
        return "http://127.0.0.1:" + node.httpPort() + path;
    }

    private static String token() throws IOException {
        return Files.readString(node.dataDirectory().resolve("operator.token")).strip();
    }
}
