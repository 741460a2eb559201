// Line charts of what the meters told, drawn by hand as SVG. Values arrive as series in Prometheus' notation.

const SVG = 'http://www.w3.org/2000/svg';
const LONGEST = 15 * 60 * 1000;
const SHORTEST = 60 * 1000;
const WINDOW = 9500; // a rate is told over this long at least: the node keeps a point every ten seconds, this page one every two
const WIDTH = 600;
const HEIGHT = 140;

const sum = (...names) => (series) => names.reduce((all, name) => all + (series[name] ?? 0), 0);
const matching = (pattern) => (series) =>
  Object.entries(series).reduce((all, [name, value]) => pattern.test(name) ? all + value : all, 0);
const dns = (...outcomes) => sum(...outcomes.map((outcome) => `dmp_dns_queries_total{outcome="${outcome}"}`));
const update = (outcome) => sum(`dmp_updates_total{outcome="${outcome}"}`);

// A line is a sum that only grows, of which the rate is drawn, or a level, which is drawn as it is.
const CHARTS = [
  { title: 'Records', unit: 'live', level: true, lines: [['records', sum('dmp_records')]] },
  { title: 'Queries', unit: 'a second', lines: [['answered', dns('noerror')], ['no such name', dns('nxdomain')],
    ['turned away', dns('rate_limited', 'overloaded', 'rrl_dropped', 'rrl_slipped')], ['refused', dns('refused', 'notauth', 'notzone')],
    ['malformed', dns('formerr', 'malformed', 'notimp')], ['failed', dns('servfail')]] },
  { title: 'UPDATEs', unit: 'a second', lines: [['applied', update('applied')], ['refused', update('refused')],
    ['replayed', update('replayed')], ['failed', update('failed')]] },
  { title: 'Refusals', unit: 'a second', lines: [['by a rule', matching(/^dmp_update_refusals_total/)],
    ['not authenticated', dns('tsig_failed')], ['HTTP, no right', matching(/^dmp_http_requests_total.*status="40[13]"/)],
    ['HTTP, too often', matching(/^dmp_http_requests_total.*status="429"/)]] },
  { title: 'HTTP', unit: 'a second', lines: [['done', matching(/^dmp_http_requests_total.*status="2/)],
    ['not found or refused', matching(/^dmp_http_requests_total.*status="4/)], ['failed', matching(/^dmp_http_requests_total.*status="5/)]] },
  { title: 'Replication', unit: 'rows a second', needs: /^dmp_sync_(rows|runs)_total/, without: 'This node replicates with no other node.',
    lines: [['written', matching(/^dmp_sync_rows_total.*result="written"/)], ['handled', matching(/^dmp_sync_rows_total.*result="handled"/)],
      ['rejected', matching(/^dmp_sync_rows_total.*result="rejected"/)]] },
];

export function number(value) {
  if (value === undefined || Number.isNaN(value)) {
    return '-';
  }
  const digits = value === 0 || value >= 100 || Number.isInteger(value) ? 0 : value >= 1 ? 1 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}

/** Growth a second between two points; a node that started anew counts from nothing. */
function rate(line, before, after) {
  const seconds = Math.max(0.001, (after.t - before.t) / 1000);
  const grown = line(after.series) - line(before.series);
  return (grown < 0 ? line(after.series) : grown) / seconds;
}

function values(chart, line, points) {
  return chart.level ? points.map((point) => [point.t, line(point.series)])
    : points.slice(1).map((point, i) => [point.t, rate(line, since(points, i + 1), point)]);
}

/** The last point that is a whole window before the one at the index, else the first. */
function since(points, index) {
  let from = index - 1;
  while (from > 0 && points[index].t - points[from].t < WINDOW) {
    from--;
  }
  return points[from];
}

/** The same for the last of all. */
export function recentRate(line, points) {
  return points.length < 2 ? 0 : rate(line, since(points, points.length - 1), points.at(-1));
}

function element(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...children);
  return made;
}

function html(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text ?? '';
  if (className) {
    made.className = className;
  }
  return made;
}

/** The next round number, so that the scale does not jump with every point. */
function ceiling(value) {
  if (value <= 0) {
    return 1;
  }
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value * 0.999);
}

function draw(chart, figure, recent, span, now) {
  if (chart.needs && !Object.keys(recent.at(-1)?.series ?? {}).some((name) => chart.needs.test(name))) {
    figure.replaceChildren(caption(chart.title, ''), html('p', chart.without, 'empty'));
    return;
  }
  const lines = chart.lines.map(([name, line], i) => ({ name, drawn: values(chart, line, recent), colour: `s${i + 1}` }));
  const top = ceiling(Math.max(0, ...lines.flatMap((line) => line.drawn.map(([, value]) => value))));
  const svg = element('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img' });
  for (let i = 0; i <= 4; i++) {
    const y = 2 + (HEIGHT - 4) * i / 4;
    svg.append(element('line', { class: 'grid', x1: 0, x2: WIDTH, y1: y, y2: y, 'vector-effect': 'non-scaling-stroke' }));
  }
  lines.filter((line) => line.drawn.length > 0).reverse().forEach((line) => {
    const path = line.drawn.map(([t, value]) =>
      `${(WIDTH * (1 - (now - t) / span)).toFixed(1)},${(HEIGHT - 2 - (HEIGHT - 4) * value / top).toFixed(1)}`).join(' ');
    if (line.colour === 's1') {
      const [from, to] = [line.drawn[0][0], line.drawn.at(-1)[0]].map((t) => (WIDTH * (1 - (now - t) / span)).toFixed(1));
      svg.append(element('polygon', { class: line.colour, points: `${from},${HEIGHT - 2} ${path} ${to},${HEIGHT - 2}` }));
    }
    svg.append(element('polyline', { class: line.colour, points: path }));
  });
  const legend = document.createElement('ul');
  legend.className = 'legend';
  lines.forEach((line) => {
    const entry = html('li', '', line.colour);
    entry.append(document.createElement('i'), `${line.name} `, html('b', number(line.drawn.at(-1)?.[1])));
    legend.append(entry);
  });
  svg.setAttribute('aria-label', `${chart.title}, ${chart.unit}, of the last ${minutes(span)}. Now: `
    + lines.map((line) => `${line.name} ${number(line.drawn.at(-1)?.[1])}`).join(', '));
  figure.replaceChildren(caption(chart.title, `${chart.unit}, up to ${number(top)}, ${minutes(span)}`), svg, legend);
}

function minutes(millis) {
  return `${Math.max(1, Math.round(millis / 60000))} min`;
}

function caption(title, unit) {
  const made = html('figcaption', title);
  made.append(html('span', unit));
  return made;
}

/** All charts, from points in the order of time. */
export function drawCharts(container, points, now) {
  const recent = points.filter((point) => now - point.t <= LONGEST);
  const span = Math.max(SHORTEST, now - (recent[0]?.t ?? now));
  CHARTS.forEach((chart, i) => {
    container.children[i] ?? container.append(Object.assign(document.createElement('figure'), { className: 'chart' }));
    draw(chart, container.children[i], recent, span, now);
  });
}
