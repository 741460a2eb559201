package dev.dnsmesh.bootstrap.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;

/**
 * What WCAG 2.2, level AA, asks of a page as far as a program can tell: contrast of text and of the edges of fields, names of
 * controls and pictures, landmarks, the order of headings, and that one sees what has the focus.
 */
final class Accessibility {
    private static final int TABS = 12;

    /** Gives a list of faults. Text over a picture or a gradient is not judged; there is none. */
    private static final String FAULTS = """
            () => {
              const faults = [];
              const colour = text => { const c = (text.match(/[\\d.]+/g) ?? []).map(Number); return c.length === 3 ? [...c, 1] : c; };
              const light = c => c.slice(0, 3).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
                .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
              const ground = e => { for (; e; e = e.parentElement) { const c = colour(getComputedStyle(e).backgroundColor); if (c[3] === 1) return c; } return [255, 255, 255, 1]; };
              const contrast = (a, b) => { const [low, high] = [light(a), light(b)].sort((x, y) => x - y); return (high + 0.05) / (low + 0.05); };
              const least = (what, ratio, wanted) => { if (ratio < wanted) faults.push(`contrast ${ratio.toFixed(2)} instead of ${wanted}: ${what}`); };
              const name = e => e.getAttribute('aria-label') || e.textContent.trim() || [...(e.labels ?? [])].map(l => l.textContent.trim()).join();
              const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              let judged = 0;
              while (texts.nextNode()) {
                const text = texts.currentNode.textContent.trim(), e = texts.currentNode.parentElement;
                if (!text || !e.checkVisibility() || e.closest('script, style, noscript')) continue;
                const style = getComputedStyle(e), size = parseFloat(style.fontSize), large = size >= 24 || size >= 18.66 && style.fontWeight >= 700;
                least(text, contrast(colour(e instanceof SVGElement ? style.fill : style.color), ground(e)), large ? 3 : 4.5);
                judged++;
              }
              if (judged < 3) faults.push('hardly any text');
              for (const e of document.querySelectorAll('input, button, a[href], select, [role=img], dialog, section, table')) {
                if (e.checkVisibility() && !e.matches('section, table, dialog') && !name(e)) faults.push('no name: ' + e.outerHTML);
                if (e.matches('section, dialog') && !e.hasAttribute('aria-label') && !document.getElementById(e.getAttribute('aria-labelledby')))
                  faults.push('no name: ' + e.outerHTML.slice(0, 100));
              }
              for (const e of document.querySelectorAll('input[type=password], input[type=search]')) if (e.checkVisibility()) {
                least('edge of ' + name(e), contrast(colour(getComputedStyle(e).borderTopColor), ground(e.parentElement)), 3);
                least('placeholder of ' + name(e), contrast(colour(getComputedStyle(e, '::placeholder').color), ground(e)), 4.5);
              }
              for (const e of document.querySelectorAll('svg')) if (e.getAttribute('aria-hidden') !== 'true' && e.getAttribute('role') !== 'img') faults.push('a picture without a role');
              for (const e of document.querySelectorAll('th:not([scope])')) faults.push('a heading of nothing: ' + e.outerHTML);
              const levels = [...document.querySelectorAll('h1, h2, h3, h4')].filter(e => e.checkVisibility()).map(e => Number(e.tagName[1]));
              if (levels.filter(level => level === 1).length !== 1) faults.push('not one h1: ' + levels);
              levels.forEach((level, i) => { if (i > 0 && level > levels[i - 1] + 1) faults.push('headings leave out a level: ' + levels); });
              for (const landmark of ['main', 'header']) if (document.querySelectorAll('body > ' + landmark).length !== 1) faults.push('not one ' + landmark);
              if (!document.documentElement.lang || !document.title) faults.push('no language or no title');
              const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
              if (new Set(ids).size !== ids.length) faults.push('an id twice');
              return faults;
            }""";
    /** What has the focus, where it cannot be seen. */
    private static final String UNSEEN = """
            () => {
              const e = document.activeElement, style = getComputedStyle(e);
              return e === document.body || style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 ? '' : e.outerHTML;
            }""";

    private Accessibility() {
    }

    static void check(Page page) {
        assertThat((List<?>) page.evaluate(FAULTS)).as(page.url()).isEmpty();
        for (int i = 0; i < TABS; i++) {
            page.keyboard().press("Tab");
            assertThat((String) page.evaluate(UNSEEN)).as("the focus is seen").isEmpty();
        }
    }
}
