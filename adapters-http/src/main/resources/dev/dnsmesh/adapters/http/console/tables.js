// Tiles, tables and lists of the console. Whatever comes from the node is set as text, never as markup.

import { number, recentRate } from './charts.js';

const RULES = {
  'scope': 'outside of what the key may write', 'zone': 'a zone that this node does not serve', 'owner-outside-zone': 'a name outside of the zone',
  'value': 'a value that may not be stored', 'value-size': 'a value that is too long', 'ttl': 'a life that is too long',
  'key-rate': 'a key that writes too fast', 'key-volume': 'a key over its daily volume', 'unsigned': 'without a signature',
  'values-per-name': 'too many values at one name', 'answer-size': 'more values than an answer can carry', 'storage': 'the storage had no room or failed',
  'key-gone': 'a key that was revoked meanwhile', 'prerequisite': 'a prerequisite that does not hold', 'record-type': 'not a TXT record',
  'claim-signature': 'a claim whose signature does not hold', 'claim-recipient': 'a claim for nobody here', 'claim-total': 'too many claims in all',
  'claim-source-rate': 'claims too fast from one source', 'claim-recipient-rate': 'claims too fast for one recipient',
};
const TSIG = { badkey: 'a key that is unknown, expired or revoked', badsig: 'a signature that does not hold', badtime: 'a clock that is off',
  badtrunc: 'a signature that was cut too short' };
const HTTP = { 401: 'no token, or not the right one', 403: 'closed to this client', 413: 'too many values at one name', 429: 'too many requests',
  415: 'a compressed body' };

/** What a series counts, if it counts refusals: [cause, explanation]. */
function cause(series) {
  const rule = series.match(/^dmp_update_refusals_total\{rule="([^"]+)"/)?.[1];
  if (rule) {
    return [`UPDATE: ${rule}`, RULES[rule] ?? ''];
  }
  const error = series.match(/^dmp_dns_queries_total\{outcome="tsig_(bad[a-z]+)"/)?.[1];
  if (error) {
    return [`TSIG: ${error}`, TSIG[error] ?? ''];
  }
  const limit = series.match(/^dmp_dns_queries_total\{outcome="(rate_limited|overloaded|rrl_dropped)"/)?.[1];
  if (limit) {
    return [`DNS: ${limit.replace('_', ' ')}`, 'turned away by a limit'];
  }
  const status = series.match(/^dmp_http_requests_total.*status="(4(?:01|03|13|15|29))"/)?.[1];
  return status ? [`HTTP: ${status}`, HTTP[status]] : undefined;
}

function cell(row, text, className) {
  const made = row.insertCell();
  made.textContent = text;
  made.className = className ?? '';
  return made;
}

function table(heads) {
  const made = document.createElement('table');
  const row = made.createTHead().insertRow();
  heads.forEach(([text, className]) => {
    const head = document.createElement('th');
    head.scope = 'col';
    head.textContent = text;
    head.className = className ?? '';
    row.append(head);
  });
  return made;
}

function nothing(container, words) {
  const made = document.createElement('p');
  made.className = 'empty';
  made.textContent = words;
  container.replaceChildren(made);
}

function ago(millis) {
  const seconds = Math.max(0, Math.round(millis / 1000));
  return seconds < 60 ? `${seconds} s ago` : seconds < 3600 ? `${Math.floor(seconds / 60)} min ago` : `${Math.floor(seconds / 3600)} h ago`;
}

export function showRefusals(container, points, now) {
  const causes = new Map();
  points.slice(1).forEach((point, i) => {
    Object.entries(point.series).forEach(([series, value]) => {
      const known = cause(series);
      const before = points[i].series[series] ?? 0;
      const grown = value < before ? value : value - before;
      if (known && grown > 0) {
        const row = causes.get(known[0]) ?? { why: known[1], count: 0 };
        causes.set(known[0], { ...row, count: row.count + grown, last: point.t });
      }
    });
  });
  if (causes.size === 0) {
    nothing(container, 'Nothing was refused.');
    return;
  }
  const made = table([['Cause'], ['What was refused'], ['Count', 'number'], ['Last']]);
  const body = made.createTBody();
  [...causes].sort(([, a], [, b]) => b.last - a.last).forEach(([name, row]) => {
    const line = body.insertRow();
    cell(line, name);
    cell(line, row.why);
    cell(line, number(row.count), 'number');
    cell(line, ago(now - row.last));
  });
  container.replaceChildren(made);
}

const day = (seconds) => seconds === null ? 'never' : new Date(seconds * 1000).toISOString().slice(0, 10);

/** @param revoke called with the kind, the id and the name that is shown */
export function showKeys(container, credentials, filter, ended, revoke) {
  const rows = [...credentials.tsig.map((key) => ({ ...key, kind: 'tsig', shown: key.id })),
    ...credentials.tokens.map((token) => ({ ...token, kind: 'token', shown: `token ${token.id.slice(0, 16)}` }))]
    .filter((row) => (ended || row.active) && `${row.shown} ${row.subject}`.toLowerCase().includes(filter.toLowerCase()));
  if (rows.length === 0) {
    nothing(container, filter ? 'None fits.' : 'Nobody has a key or a token yet.');
    return;
  }
  const made = table([['Key or token'], ['Subject'], ['State'], ['Since'], ['Until'], ['']]);
  const body = made.createTBody();
  rows.forEach((row) => {
    const line = body.insertRow();
    line.className = row.active ? '' : 'ended';
    const name = document.createElement('code');
    name.textContent = row.shown;
    cell(line, '').append(name);
    cell(line, row.subject || 'nobody in particular');
    cell(line, row.active ? 'active' : row.revoked ? 'revoked' : 'expired', 'state');
    cell(line, day(row.since));
    cell(line, day(row.until));
    const act = cell(line, '', 'act');
    if (row.active) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'small';
      button.textContent = 'Revoke';
      button.setAttribute('aria-label', `Revoke ${row.shown}`);
      button.addEventListener('click', () => revoke(row.kind, row.id, row.shown));
      act.append(button);
    }
  });
  const wide = document.createElement('div');
  wide.className = 'wide';
  wide.append(made);
  container.replaceChildren(wide);
}

const family = (name) => (series) => Object.entries(series).reduce((all, [key, value]) => key.startsWith(`${name}{`) || key === name ? all + value : all, 0);
const TILES = [
  ['records', 'Live records', family('dmp_records'), false],
  ['queries', 'DNS requests', family('dmp_dns_queries_total'), true],
  ['applied', 'UPDATEs applied', (series) => series['dmp_updates_total{outcome="applied"}'] ?? 0, true],
  ['refused', 'UPDATEs refused', (series) => series['dmp_updates_total{outcome="refused"}'] ?? 0, true],
  ['requests', 'HTTP requests', family('dmp_http_requests_total'), true],
];

/** @param points all that are kept, the last one being that of now */
export function showTiles(container, points) {
  const last = points.at(-1);
  TILES.forEach(([id, title, value, growing]) => {
    let tile = document.getElementById(`tile-${id}`);
    if (!tile) {
      tile = document.createElement('div');
      tile.className = 'tile';
      tile.id = `tile-${id}`;
      const list = document.createElement('dl');
      list.append(document.createElement('dt'), document.createElement('dd'));
      list.firstChild.textContent = title;
      tile.append(list, document.createElement('p'));
      container.append(tile);
    }
    const shown = tile.querySelector('dd');
    const text = number(value(last.series));
    if (shown.textContent !== text) {
      shown.classList.remove('moved');
      void shown.offsetWidth; // so that the animation begins anew
      shown.classList.toggle('moved', shown.textContent !== '');
      shown.textContent = text;
    }
    tile.querySelector('p').textContent = growing ? `${number(recentRate(value, points))} a second` : 'claims among them: '
      + number(last.series.dmp_claims);
  });
}

function bytes(value) {
  if (value === undefined) {
    return '-';
  }
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const power = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(value) / 10));
  return `${number(value / 1024 ** power)} ${units[power]}`;
}

function duration(seconds) {
  return seconds >= 86400 ? `${Math.floor(seconds / 86400)} d ${Math.floor(seconds % 86400 / 3600)} h`
    : seconds >= 3600 ? `${Math.floor(seconds / 3600)} h ${Math.floor(seconds % 3600 / 60)} min` : `${Math.floor(seconds / 60)} min`;
}

/** @param skew milliseconds by which the node's clock is ahead of this browser's */
export function showVitals(list, node, last, skew) {
  const series = last.series;
  const commits = series[`dmp_storage_commit_seconds_count{storage="${node.storage}"}`] ?? 0;
  const spent = series[`dmp_storage_commit_seconds_sum{storage="${node.storage}"}`] ?? 0;
  const lead = series.dmp_sync_clock_lead_ms ?? 0;
  const entries = [
    ['Record store', last.health === '' ? `${node.storage}, readable` : last.health, last.health !== ''],
    ['In use', `${bytes(series.dmp_storage_used_bytes)} of ${bytes(series.dmp_storage_capacity_bytes)}`,
      series.dmp_storage_used_bytes > 0.8 * series.dmp_storage_capacity_bytes],
    ['Free on the disk', bytes(series.dmp_data_directory_free_bytes), series.dmp_data_directory_free_bytes < 1e9],
    ['Commits', commits === 0 ? 'none yet' : `${number(commits)}, ${number(1000 * spent / commits)} ms each`, false],
    ['Clock against this browser', Math.abs(skew) < 1000 ? 'within a second' : `${number(Math.abs(skew) / 1000)} s ${skew > 0 ? 'ahead' : 'behind'}`,
      Math.abs(skew) > 5000],
    ['Stamps ahead of the clock', lead === 0 ? 'no' : `${number(lead / 1000)} s`, lead > 5000],
    ['Running for', duration(series.process_uptime_seconds ?? 0), false],
    ['Version', node.version, false],
  ];
  list.replaceChildren(...entries.map(([name, text, bad]) => {
    const group = document.createElement('div');
    const term = document.createElement('dt');
    const value = document.createElement('dd');
    term.textContent = name;
    value.textContent = text;
    value.className = bad ? 'bad' : '';
    group.append(term, value);
    return group;
  }));
}
