/* Events to look through. */
import { h, icon, when, duration, rarity, empty, attempt } from '/dom.js';
import { get } from '/api.js';
import { listen } from '/live.js';
import { timeline } from '/timeline.js';

const PAGE = 60;

export function eventCard(event) {
  const { level, text } = rarity(event);
  const going = !event.ended;
  return h('a', { class: `event card ${going ? 'alarm' : ''}`, href: `#/event/${event.id}`, 'data-id': event.id },
    h('div', { class: 'screen' },
      // Files of an event that holds down its like are cleared away in time.
      h('img', { class: 'picture ready', loading: 'lazy', alt: `Event of ${event.camera}`, src: `/api/events/${event.id}/snapshot.jpg`, onerror: (failed) => failed.target.classList.remove('ready') }),
      h('div', { class: 'waiting' }, icon('camera')),
      h('span', { class: 'length' }, going ? 'now' : duration((new Date(event.ended) - new Date(event.started)) / 1000)),
      event.kept ? h('span', { class: 'kept', title: 'Kept' }, icon('shield')) : null),
    h('div', { class: 'about' }, h('strong', {}, event.camera), verdict(event)),
    h('div', { class: 'about small' }, h('span', { class: 'muted' }, when(event.started)), h('span', { class: `rare ${level}`, title: text }, text)));
}

function verdict(event) {
  if (event.feedback === 'normal') return h('span', { class: 'badge wait' }, 'Normal');
  if (event.feedback === 'good') return h('span', { class: 'badge good' }, 'Good catch');
  return event.ended ? h('span', { class: 'badge todo' }, 'New') : h('span', { class: 'badge alarm' }, 'Now');
}

function dayStart(text) {
  return new Date(`${text}T00:00:00`).getTime();
}

/** Not a day's length later where clocks are changed. */
function dayEnd(start) {
  return new Date(start).setDate(new Date(start).getDate() + 1);
}

/* Puts an event that was told into a list of the newest; whether it belongs there. */
export function showEvent(list, event) {
  const old = list.querySelector(`[data-id="${event.id}"]`);
  const newest = Number(list.querySelector('[data-id]')?.dataset.id ?? 0);
  if (old) old.replaceWith(eventCard(event));
  else if (event.id > newest) list.prepend(eventCard(event));
  else return false;
  return true;
}

export async function reviewView({ query }) {
  const cameras = await get('/api/cameras');
  const values = { camera: query.get('camera') || '', feedback: query.get('feedback') || '', day: query.get('day') || '' };
  const names = [...new Set([...cameras.map((camera) => camera.name), values.camera].filter(Boolean))];
  const camera = h('select', { 'aria-label': 'Camera', onchange: go },
    h('option', { value: '' }, 'All cameras'), names.map((name) => h('option', { value: name, selected: name === values.camera }, name)));
  const feedback = h('select', { 'aria-label': 'Judged', onchange: go },
    [['', 'All events'], ['none', 'Not judged yet'], ['good', 'Good catches'], ['normal', 'Normal']]
      .map(([value, text]) => h('option', { value, selected: value === values.feedback }, text)));
  const day = h('input', { type: 'date', 'aria-label': 'Day', value: values.day, onchange: go });
  function go() {
    const next = new URLSearchParams();
    if (camera.value) next.set('camera', camera.value);
    if (feedback.value) next.set('feedback', feedback.value);
    if (day.value) next.set('day', day.value);
    location.hash = `#/review${next.size ? `?${next}` : ''}`;
  }
  const list = h('div', { class: 'grid events' });
  const filtered = Object.values(values).some(Boolean);
  const none = filtered ? empty('calm', 'No such events', 'Among all there may be some.', h('a', { class: 'button quiet', href: '#/review' }, 'All events'))
    : empty('calm', 'Nothing unusual', 'What differs from what a camera has learned will appear here, with a clip.');
  const more = h('button', { class: 'quiet', onclick: () => attempt(more, load) }, 'Show more');
  const rest = h('div', { class: 'row centre-row' });
  let last;
  const wanted = (more) => new URLSearchParams({
    ...(values.camera && { camera: values.camera }), ...(values.feedback && { feedback: values.feedback }), ...more,
  });
  async function load() {
    const ask = wanted({ limit: PAGE });
    if (values.day) { ask.set('from', dayStart(values.day)); ask.set('to', dayEnd(dayStart(values.day))); }
    if (last) ask.set('before', last);
    const events = await get(`/api/events?${ask}`);
    list.append(...events.map(eventCard));
    if (events.length) last = events[events.length - 1].id;
    rest.replaceChildren(...(events.length === PAGE ? [more] : []));
    none.hidden = list.children.length > 0;
  }
  const start = values.day ? dayStart(values.day) : new Date().setHours(0, 0, 0, 0);
  const day24 = h('div', {});
  async function drawDay() {
    const shown = values.camera ? [values.camera] : cameras.map((one) => one.name);
    const events = await get(`/api/events?${wanted({ limit: 500, from: start, to: dayEnd(start) })}`);
    day24.replaceChildren(...(shown.length || events.length ? [timeline(start, events, shown)] : []));
  }
  await load();
  await drawDay();
  const stop = listen((kind, event) => {
    if (kind === 'event') drawDay().catch(() => {});
    if (kind !== 'event' || values.feedback || values.day || (values.camera && values.camera !== event.camera)) return;
    if (showEvent(list, event)) none.hidden = true;
  });
  let at = -1;
  return {
    element: h('section', {},
      h('header', { class: 'head' }, h('h1', {}, 'Review'), h('div', { class: 'row filters' }, camera, feedback, day)),
      day24, list, none, rest),
    close: stop,
    key(event) {
      const cards = list.querySelectorAll('a.event');
      const step = { j: 1, ArrowRight: 1, k: -1, ArrowLeft: -1 }[event.key];
      if (!step || !cards.length) return;
      at = Math.max(0, Math.min(cards.length - 1, at + step));
      cards[at].focus();
      event.preventDefault();
    },
  };
}
