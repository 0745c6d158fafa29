/* The frame around all views, and which one is shown. */
import { h, icon, sentence, toast } from '/dom.js';
import { get, post, session } from '/api.js';
import { connect, disconnect, listen } from '/live.js';
import { accessView } from '/access.js';
import { gridView } from '/grid.js';
import { reviewView } from '/review.js';
import { eventView } from '/event.js';
import { cameraView } from '/camera.js';
import { addView } from '/add.js';
import { settingsView } from '/settings.js';

const app = document.getElementById('app');
const VIEWS = [
  [/^\/?$/, 'live', gridView],
  [/^\/review$/, 'review', reviewView],
  [/^\/event\/(\d+)$/, 'review', eventView],
  [/^\/camera\/([a-z0-9-]+)$/, 'live', cameraView],
  [/^\/edit\/([a-z0-9-]+)$/, 'live', addView],
  [/^\/add$/, 'live', addView],
  [/^\/settings$/, 'settings', settingsView],
];
const LINKS = [['live', '#/', 'Live'], ['review', '#/review', 'Review'], ['settings', '#/settings', 'Settings']];

const state = { me: undefined, view: undefined, turn: 0 };

theme(localStorage.getItem('theme'));

export function theme(name) {
  if (name === 'dark' || name === 'light') document.documentElement.dataset.theme = name;
  else delete document.documentElement.dataset.theme;
}

async function start() {
  leave();
  disconnect();
  try {
    state.me = await get('/api/me');
  } catch (failure) {
    app.replaceChildren(h('main', { class: 'centre' }, h('p', {}, failure.message)));
    setTimeout(start, 3000);
    return;
  }
  session(state.me.csrf, signedOut);
  if (!state.me.name) {
    app.replaceChildren(accessView(state.me.setup, start));
    return;
  }
  frame();
  connect((up) => {
    document.getElementById('offline')?.toggleAttribute('hidden', up);
    if (!up) stillIn();
  });
  show();
}

function frame() {
  const links = LINKS.map(([name, href, text]) => h('a', { href, 'data-name': name }, icon(name), h('span', {}, text)));
  app.replaceChildren(
    h('nav', { class: 'bar', 'aria-label': 'Main' },
      h('a', { class: 'brand', href: '#/', 'aria-label': 'Vedette' }, h('img', { src: '/icon.svg', alt: '', width: 30, height: 30 }), h('span', {}, 'Vedette')),
      links,
      h('button', { class: 'quiet out', title: `Log out ${state.me.name}`, onclick: logout }, icon('out'), h('span', {}, 'Log out'))),
    h('div', { id: 'offline', hidden: true, role: 'alert' }, 'The server does not answer. Trying again …'),
    h('div', { id: 'problems', hidden: true, role: 'alert' }),
    h('main', { id: 'main', tabIndex: -1 }));
}

/** The server ends what it tells when a session is over, which looks as if it did not answer. */
async function stillIn() {
  const me = await get('/api/me').catch(() => undefined);
  if (me && !me.name) signedOut();
}

function signedOut() {
  if (!state.me?.name) return;
  state.me = undefined;
  start();
}

async function logout() {
  await post('/api/logout').catch(() => {});
  state.me = undefined;
  location.hash = '#/';
  start();
}

function leave() {
  state.view?.close?.();
  state.view = undefined;
}

async function show() {
  if (!state.me?.name) return;
  const [path, query] = location.hash.replace(/^#/, '').split('?');
  const found = VIEWS.find(([pattern]) => pattern.test(path || '/')) || VIEWS[0];
  const turn = ++state.turn;
  leave();
  for (const link of document.querySelectorAll('nav.bar a[data-name]')) {
    if (link.dataset.name === found[1]) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  const main = document.getElementById('main');
  const argument = (path || '/').match(found[0])?.[1];
  try {
    const view = await found[2]({ me: state.me, argument, query: new URLSearchParams(query || ''), may, refresh: show, restart: start });
    if (turn !== state.turn) { view.close?.(); return; }
    state.view = view;
    main.replaceChildren(view.element);
    view.shown?.();
    window.scrollTo(0, 0);
  } catch (failure) {
    if (turn === state.turn) main.replaceChildren(h('div', { class: 'empty' }, h('h2', {}, 'This cannot be shown'), h('p', {}, failure.message)));
  }
}

/** Whether who is logged in may act as a role. */
function may(role) {
  const order = ['viewer', 'operator', 'admin'];
  return order.indexOf(state.me.role) >= order.indexOf(role);
}

listen((kind, event) => {
  if (kind === 'event' && !event.ended) toast(`${event.camera}: something unusual`, 'warn');
  if (kind === 'alive') problems(Object.values(event.problems));
});

function problems(list) {
  const place = document.getElementById('problems');
  const text = list.map(sentence).join('. ');
  if (!place || place.textContent === text) return;
  place.textContent = text;
  place.hidden = !text;
}

/** A page that is seen again has missed what was told meanwhile. What somebody enters or plays stays. */
async function seenAgain() {
  if (document.hidden || !state.me?.name || document.querySelector('#main form, #main .board, #main video, dialog')) return;
  const { scrollY } = window;
  await show();
  window.scrollTo(0, scrollY);
}

document.addEventListener('visibilitychange', seenAgain);
// To the router, #main would be a view.
document.querySelector('a.skip').addEventListener('click', (event) => {
  event.preventDefault();
  document.getElementById('main')?.focus();
});
window.addEventListener('hashchange', show);
window.addEventListener('keydown', (event) => {
  if (event.target.closest('input, select, textarea, dialog') || event.ctrlKey || event.metaKey || event.altKey) return;
  const to = { 1: '#/', 2: '#/review', 3: '#/settings' }[event.key];
  if (to && state.me?.name) location.hash = to;
  else state.view?.key?.(event);
});
start();
