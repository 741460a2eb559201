// The console: signs in, asks the node every two seconds, draws what it says, revokes.

import { drawCharts } from './charts.js';
import { showKeys, showRefusals, showTiles, showVitals } from './tables.js';

const EVERY = 2000;
const CREDENTIALS_EVERY = 15;
const KEPT = 30 * 60 * 1000;
const at = (id) => document.getElementById(id);

let session;
let points = [];
let credentials = { tsig: [], tokens: [] };
let timer;

async function ask(path, options = {}) {
  const headers = { 'X-Console-Word': session?.word ?? '', ...(options.body ? { 'Content-Type': 'application/json' } : {}) };
  return fetch(`/console/${path}`, { ...options, headers, credentials: 'same-origin', cache: 'no-store' });
}

function show(signedIn) {
  at('sign-in').hidden = signedIn;
  at('console').hidden = !signedIn;
  at('sign-out').hidden = !signedIn;
  at('health').hidden = !signedIn;
}

function chip(text, bad) {
  if (at('health').textContent !== text) {
    at('health').textContent = text;
  }
  at('health').classList.toggle('bad', bad);
}

async function begin(fresh) {
  session = fresh;
  document.title = `${session.zone || 'No zone'} - console - DNS Mesh`;
  at('zone').textContent = session.zone || 'No zone';
  const past = await ask('past');
  points = past.ok ? (await past.json()).points : [];
  show(true);
  await loadCredentials();
  await tick(0);
}

function end() {
  clearTimeout(timer);
  session = undefined;
  points = [];
  show(false);
  at('token').focus();
}

async function tick(round) {
  clearTimeout(timer);
  if (!document.hidden) {
    await refresh(round);
  }
  if (session) {
    timer = setTimeout(() => tick(round + 1), EVERY);
  }
}

async function refresh(round) {
  const before = Date.now();
  try {
    const reply = await ask('now');
    if (reply.status === 401) {
      end();
      return;
    }
    const now = await reply.json();
    const skew = now.t - (before + Date.now()) / 2;
    points.push(now);
    points = points.filter((point) => now.t - point.t <= KEPT);
    chip(now.health === '' ? 'healthy' : 'degraded', now.health !== '');
    showTiles(at('tiles'), points);
    drawCharts(at('charts'), points, now.t);
    showRefusals(at('refusals'), points, now.t);
    showVitals(at('vitals'), session, now, skew);
    if (round % CREDENTIALS_EVERY === CREDENTIALS_EVERY - 1) {
      await loadCredentials();
    }
  } catch {
    chip('not reachable', true);
  }
}

async function loadCredentials() {
  const reply = await ask('credentials');
  if (reply.ok) {
    credentials = await reply.json();
    listCredentials();
  }
}

function listCredentials() {
  showKeys(at('keys'), credentials, at('filter').value, at('ended').checked, confirmRevoke);
}

function confirmRevoke(kind, id, name) {
  at('confirm-name').textContent = name;
  at('confirm-yes').onclick = () => revoke(kind, id, name);
  at('confirm').showModal();
}

async function revoke(kind, id, name) {
  at('confirm').close();
  const reply = await ask('revoke', { method: 'POST', body: JSON.stringify({ kind, id }) });
  tell(reply.ok ? `${name} is revoked.` : `${name} was not revoked: ${(await reply.json()).error}`);
  await loadCredentials();
}

function tell(words) {
  at('notice').textContent = words;
  at('notice').hidden = false;
  setTimeout(() => { at('notice').hidden = true; }, 6000);
}

at('sign-in-form').addEventListener('submit', async (event) => {
  event.preventDefault();
  at('sign-in-error').textContent = '';
  const reply = await ask('session', { method: 'POST', body: JSON.stringify({ token: at('token').value.trim() }) });
  at('token').value = '';
  if (reply.ok) {
    await begin(await reply.json());
  } else {
    at('sign-in-error').textContent = reply.status === 401 ? 'This is not the operator token.'
      : reply.status === 429 ? 'Too many attempts. Wait a while.' : `The node answered ${reply.status}.`;
    at('token').focus();
  }
});
at('sign-out').addEventListener('click', async () => {
  await ask('session', { method: 'DELETE' });
  end();
});
at('confirm-no').addEventListener('click', () => at('confirm').close());
at('filter').addEventListener('input', listCredentials);
at('ended').addEventListener('change', listCredentials);
document.addEventListener('visibilitychange', () => { if (session && !document.hidden) { tick(0); } });

const known = await ask('session');
if (known.ok) {
  await begin(await known.json());
} else {
  end();
}
