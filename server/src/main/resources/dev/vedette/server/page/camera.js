/* One camera: live, learning, health. */
import { h, icon, when, attempt, confirmed, toast, duration, sentence } from '/dom.js';
import { get, remove } from '/api.js';
import { listen, livePicture } from '/live.js';
import { drawScores } from '/chart.js';
import { badge } from '/grid.js';
import { eventCard, showEvent } from '/review.js';
import { learningPanel } from '/learn.js';
import { hoursPanel } from '/hours.js';
import { zoneOutlines, zoneEditor, KINDS } from '/zones.js';

export async function cameraView({ argument, may }) {
  let camera = await get(`/api/cameras/${argument}`);
  // The camera is there while the store is away, but its events are not.
  const events = await get(`/api/events?camera=${camera.name}&limit=8`).catch(() => undefined);
  const points = await get(`/api/cameras/${camera.name}/scores`);
  const scores = points.map((point) => point.score);
  let threshold = camera.status?.threshold;
  let heat = localStorage.getItem('heat') !== 'off';
  const image = h('img', { class: 'picture', alt: `Live picture of ${camera.name}` });
  const canvas = h('canvas', { class: 'curve' });
  const state = h('span', {}, badge(camera.status, camera.learning));
  const health = h('dl', {});
  const fault = h('p', { class: 'fault pad', role: 'status' });
  const toggle = h('button', {
    class: 'toggle', 'aria-pressed': String(heat),
    onclick: () => { heat = !heat; localStorage.setItem('heat', heat ? 'on' : 'off'); toggle.setAttribute('aria-pressed', String(heat)); },
  }, icon('heat'), 'Heat map');
  const outlines = zoneOutlines(image, camera.zones);
  const stage = h('div', { class: 'stage screen' }, image, outlines.element, h('div', { class: 'waiting' }, icon('camera')));
  const below = h('div', {});
  let editor;
  const zoning = h('button', { class: 'toggle', 'aria-pressed': 'false', onclick: () => (editor ? edited() : edit()) }, icon('zone'), 'Zones');
  function edit() {
    editor = zoneEditor(image, camera, edited);
    outlines.element.replaceWith(editor.board);
    below.replaceChildren(editor.panel);
    zoning.setAttribute('aria-pressed', 'true');
  }
  function edited(saved) {
    editor.close();
    editor.board.replaceWith(outlines.element);
    editor = undefined;
    below.replaceChildren();
    zoning.setAttribute('aria-pressed', 'false');
    if (saved) {
      camera = { ...camera, zones: saved.zones };
      outlines.show(camera.zones);
      describe();
    }
  }
  const list = h('div', { class: 'grid events' }, (events || []).map(eventCard));
  const quiet = h('p', { class: 'muted', hidden: events?.length > 0 }, events ? 'Nothing unusual so far.' : 'Events are shown again when the store is back.');
  const hours = hoursPanel(camera, may, (changed) => { camera = { ...camera, schedule: changed.schedule, status: changed.status }; describe(); });
  const learning = learningPanel(camera, may, (news) => { camera = { ...camera, ...news }; describe(); });

  function describe() {
    const status = camera.status || {};
    state.replaceChildren(badge(status, camera.learning));
    fault.textContent = sentence(status.fault || '');
    hours.hear(status);
    const facts = [
      ['Address', camera.address],
      ['Picture', status.width ? `${status.width} × ${status.height}` : null],
      ['Looked at', `${(status.framesPerSecond || 0).toFixed(1)} of ${camera.rate} frames a second${camera.speed !== 1 ? `, ${camera.speed} times as fast` : ''}`],
      ['Left out', status.dropped ? `${status.dropped} of ${status.frames} frames: the machine is too slow` : null],
      ['Lost', status.reconnects ? `${status.reconnects === 1 ? 'once' : `${status.reconnects} times`} since the start` : null],
      ['Alert budget', `at most ${camera.alertsPerDay} a day`],
      ['Zones', Object.entries(KINDS).map(([kind, text]) => [camera.zones.filter((zone) => zone.kind === kind).length, text.toLowerCase()]).filter(([count]) => count).map(([count, text]) => `${count} ${text}`).join(', ')],
      ['Footage kept to learn from', ['RTSP', 'USB'].includes(camera.kind) ? duration(camera.bufferedSeconds) : null],
      ['Last frame', status.lastFrame ? when(status.lastFrame) : null],
    ].filter(([, value]) => value);
    health.replaceChildren(...facts.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));
  }
  describe();

  async function leave(button) {
    if (!(await confirmed(`Remove ${camera.name}?`, 'Its detectors are deleted. Its events stay.', 'Remove'))) return;
    await attempt(button, async () => { await remove(`/api/cameras/${camera.name}`); toast('Removed'); location.hash = '#/'; });
  }
  const away = h('button', { class: 'quiet danger-text', onclick: () => leave(away) }, icon('trash'), 'Remove');

  const curve = () => {
    canvas.hidden = scores.length < 2;
    drawScores(canvas, scores, threshold);
  };
  const stopListening = listen((kind, data) => {
    if (data.camera !== camera.name) return;
    if (kind === 'frame') {
      camera.status = { ...camera.status, ...data };
      if (data.score !== undefined) {
        scores.push(data.score);
        if (scores.length > 600) scores.shift();
        threshold = data.threshold;
        curve();
      }
      state.replaceChildren(badge(camera.status, camera.learning));
    } else if (kind === 'event') {
      if (showEvent(list, data)) quiet.hidden = true;
    } else if (kind === 'removed') {
      location.hash = '#/';
    } else {
      learning.hear(kind, data);
    }
  });
  const timer = setInterval(() => get(`/api/cameras/${camera.name}`).then((fresh) => {
    camera = { ...camera, status: fresh.status, bufferedSeconds: fresh.bufferedSeconds };
    describe();
  }).catch(() => {}), 4000);
  let stopPicture;
  await learning.load();

  return {
    element: h('section', { class: 'one' },
      h('header', { class: 'head' },
        h('div', { class: 'row' }, h('a', { class: 'button quiet', href: '#/', 'aria-label': 'Back to all cameras' }, icon('back')), h('h1', {}, camera.name), state),
        h('div', { class: 'row' }, may('admin') ? zoning : null, toggle)),
      h('div', { class: 'columns with-below' },
        h('div', { class: 'card flush' }, stage, fault, below, canvas),
        h('aside', {}, learning.element, hours.element,
          h('div', { class: 'card' }, h('h2', {}, 'Health'), health,
            may('admin') ? (camera.fixed ? h('p', { class: 'muted' }, 'This camera is in vedette.yaml and is changed there.')
              : h('div', { class: 'row' }, h('a', { class: 'button quiet', href: `#/edit/${camera.name}` }, icon('settings'), 'Change'), away)) : null)),
        h('div', {},
          h('header', { class: 'head' }, h('h2', {}, 'Latest events'), h('a', { class: 'button quiet', href: `#/review?camera=${camera.name}` }, 'All events')),
          quiet, list))),
    shown() {
      stopPicture = livePicture(image, camera.name, { width: 1280, interval: 200, heat: () => heat });
      curve();
    },
    close() { editor?.close(); stopListening(); clearInterval(timer); stopPicture?.(); },
    key(event) {
      if (event.key === 'h') toggle.click();
      else if (event.key === 'z' && may('admin')) zoning.click();
    },
  };
}
