/* All cameras, live. */
import { h, icon, empty, sentence, soon } from '/dom.js';
import { get } from '/api.js';
import { listen, livePicture } from '/live.js';
import { drawScores } from '/chart.js';
import { zoneOutlines } from '/zones.js';

export const STATES = {
  CONNECTING: ['Connecting', 'wait'],
  UNLEARNED: ['Not learned yet', 'todo'],
  WATCHING: ['Watching', 'good'],
  LOST: ['Lost', 'bad'],
  ENDED: ['Over', 'wait'],
};
const KEPT = 240;

export function badge(status, learning) {
  if (status?.trouble && status.state !== 'LOST') return h('span', { class: 'badge bad' }, { DARK: 'Dark', COVERED: 'Covered', FROZEN: 'Frozen', MOVED: 'Moved', LIGHT: 'Light switched' }[status.trouble]);
  if (status?.alarm && status.state === 'WATCHING') return h('span', { class: 'badge alarm' }, 'Unusual');
  if (learning && ['RUNNING', 'QUEUED', 'PAUSED'].includes(learning.state) && status?.state !== 'LOST') {
    const text = learning.state === 'PAUSED' ? 'Learning paused' : `Learning ${Math.round(learning.progress * 100)} %`;
    return h('span', { class: 'badge todo' }, text);
  }
  if (status?.state === 'WATCHING' && status.onWatch === false) return h('span', { class: 'badge wait' }, `Off watch until ${soon(status.watchChanges)}`);
  const [text, kind] = STATES[status?.state] || STATES.CONNECTING;
  return h('span', { class: `badge ${kind}` }, text);
}

function card(camera, heat) {
  const image = h('img', { class: 'picture', alt: `Live picture of ${camera.name}` });
  const canvas = h('canvas', { class: 'spark', 'aria-hidden': 'true' });
  const state = h('span', { class: 'state' }, badge(camera.status, camera.learning));
  const fault = h('p', { class: 'fault' }, sentence(camera.status?.fault || ''));
  const element = h('a', { class: 'camera card', href: `#/camera/${camera.name}` },
    h('div', { class: 'screen' }, image, zoneOutlines(image, camera.zones).element, h('div', { class: 'waiting' }, icon('camera'))),
    h('div', { class: 'about' }, h('strong', {}, camera.name), state),
    canvas, fault);
  const scores = [];
  let threshold = camera.status?.threshold;
  let close;
  const draw = () => {
    canvas.hidden = scores.length < 2;
    drawScores(canvas, scores, threshold);
  };
  canvas.hidden = true;
  return {
    element,
    shown() {
      close = livePicture(image, camera.name, { width: 640, interval: 350, heat });
      get(`/api/cameras/${camera.name}/scores`).then((points) => {
        scores.unshift(...points.slice(-KEPT).map((point) => point.score));
        draw();
      }).catch(() => {});
    },
    hear(kind, data) {
      if (kind === 'frame') {
        camera.status = { ...camera.status, alarm: data.alarm, state: camera.status?.state };
        element.classList.toggle('alarm', data.alarm);
        if (data.score !== undefined) {
          scores.push(data.score);
          if (scores.length > KEPT) scores.shift();
          threshold = data.threshold;
          draw();
        }
      } else if (kind === 'state') {
        camera.status = data.status;
        fault.textContent = sentence(data.status.fault || '');
      } else if (kind === 'learning') {
        camera.learning = data;
      }
      state.replaceChildren(badge(camera.status, camera.learning));
    },
    close: () => close?.(),
  };
}

export async function gridView({ may, refresh }) {
  const [cameras, system] = await Promise.all([get('/api/cameras'), get('/api/system')]);
  // What keeps the server from its work is told on all views.
  const problems = ['configuration', 'restart'].map((name) => system.problems[name]).filter(Boolean);
  const add = h('a', { class: 'button primary', href: '#/add' }, icon('plus'), 'Add camera');
  const cards = new Map();
  const stop = listen((kind, data) => {
    // Cameras come and go by other pages and the configuration's file, too.
    if (cards.has(data.camera) ? kind === 'removed' : kind === 'state') refresh();
    else cards.get(data.camera)?.hear(kind, data);
  });
  if (!cameras.length) {
    return {
      element: empty('camera', 'No cameras yet',
        may('admin') ? 'Add one, see it, let it learn what is normal, and it will point at what is not. Without a camera at hand, take the simulated street.'
          : 'An administrator can add some.',
        may('admin') ? add : null),
      close: stop,
    };
  }
  let heat = localStorage.getItem('heat') !== 'off';
  const toggle = h('button', {
    class: 'toggle', 'aria-pressed': String(heat),
    onclick: () => {
      heat = !heat;
      localStorage.setItem('heat', heat ? 'on' : 'off');
      toggle.setAttribute('aria-pressed', String(heat));
    },
  }, icon('heat'), 'Heat map');
  cameras.forEach((camera) => cards.set(camera.name, card(camera, () => heat)));
  return {
    element: h('section', {},
      h('header', { class: 'head' }, h('h1', {}, 'Live'), h('div', { class: 'row' }, toggle, may('admin') ? add : null)),
      problems.length ? h('p', { class: 'hint problems' }, h('a', { href: '#/settings' }, problems.map(sentence).join('. '))) : null,
      h('div', { class: 'grid' }, [...cards.values()].map((one) => one.element))),
    shown: () => cards.forEach((one) => one.shown()),
    close() { stop(); cards.forEach((one) => one.close()); },
    key(event) { if (event.key === 'h') toggle.click(); },
  };
}
