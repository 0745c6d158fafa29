/* Learning at a camera: from the button to the detector. */
import { h, icon, duration, attempt, when } from '/dom.js';
import { get, post } from '/api.js';

/** changed: called with what is new of the camera, status or learning. */
export function learningPanel(camera, may, changed) {
  const element = h('div', { class: 'card learning' });
  let versions = [];
  const path = `/api/cameras/${camera.name}`;
  const button = (text, name, action, kind = 'quiet') => {
    const made = h('button', { class: kind, onclick: () => attempt(made, async () => { const { status, learning } = await post(`${path}/${action}`); take({ status, learning }); paint(); }) }, icon(name), text);
    return made;
  };

  function steps() {
    const seen = (camera.status?.frames || 0) > 0;
    const learned = versions.some((version) => version.active);
    const learning = camera.learning && ['QUEUED', 'RUNNING', 'PAUSED'].includes(camera.learning.state);
    const step = (number, text, done, now) => h('li', { class: done ? 'done' : now ? 'now' : '' }, h('span', {}, done ? icon('check') : String(number)), text);
    return h('ol', { class: 'steps' },
      step(1, 'Sees', seen, !seen), step(2, 'Learns', learned, seen && (learning || !learned)), step(3, 'Watches', learned && camera.status?.state === 'WATCHING', learned));
  }

  function body() {
    const run = camera.learning;
    if (run && ['QUEUED', 'RUNNING', 'PAUSED'].includes(run.state)) {
      const left = run.secondsLeft !== undefined && run.state === 'RUNNING' ? `, about ${duration(run.secondsLeft)} left` : '';
      return [
        h('progress', { max: 1, value: run.progress, 'aria-label': 'Learning' }),
        h('p', { class: 'muted' }, run.state === 'PAUSED' ? 'Paused.' : `${run.step}${left}`),
        may('operator') ? h('div', { class: 'row' },
          run.state === 'PAUSED' ? button('Go on', 'play', 'learn/resume', 'primary') : run.state === 'RUNNING' ? button('Pause', 'pause', 'learn/pause') : null,
          button('Break off', 'close', 'learn/cancel')) : null,
      ];
    }
    const notes = [];
    if (run?.message) notes.push(h('p', { class: run.state === 'FAILED' ? 'fault' : 'muted' }, run.message));
    const learned = versions.some((version) => version.active);
    if (!learned && !run) notes.push(h('p', { class: 'muted' }, material()));
    if (may('operator')) notes.push(h('div', { class: 'row' }, button(learned ? 'Learn again' : 'Learn', 'learn', 'learn', learned ? 'quiet' : 'primary')));
    return notes;
  }

  function material() {
    if (camera.kind === 'STREET') return 'It learns from two and a half minutes of people walking. That takes a few minutes.';
    if (camera.kind === 'FILE') return 'It learns from the whole file. Everything in it is taken for normal, so choose an ordinary hour or day.';
    return `It learns from the last hours, of which ${duration(camera.bufferedSeconds)} are there. A whole day is best: what is not in it will be unusual.`;
  }

  function table() {
    if (!versions.length) return null;
    return h('details', { open: versions.length > 1 }, h('summary', {}, `Detectors (${versions.length})`),
      h('ul', { class: 'versions' }, versions.map((version) => h('li', {},
        h('div', {}, h('strong', {}, when(version.learned)), version.active ? h('span', { class: 'badge good' }, 'Watching') : null,
          h('p', { class: 'muted' }, version.note)),
        !version.active && may('operator') ? use(version) : null))));
  }

  function use(version) {
    const made = h('button', { class: 'quiet', onclick: () => attempt(made, async () => { await post(`${path}/detectors/${version.id}/use`); await load(); }) }, 'Use this one');
    return made;
  }

  function paint() {
    element.replaceChildren(h('h2', {}, 'Learning'), steps(), ...body().filter(Boolean), ...[table()].filter(Boolean));
  }

  function take(news) {
    camera = { ...camera, ...news };
    changed(news);
  }

  async function load() {
    try {
      versions = await get(`${path}/detectors`);
    } catch (failure) {
      element.replaceChildren(h('h2', {}, 'Learning'), h('p', { class: 'muted' }, failure.message));
      return;
    }
    paint();
  }

  return {
    element,
    load,
    hear(kind, data) {
      if (kind === 'learning') {
        const over = !['QUEUED', 'RUNNING', 'PAUSED'].includes(data.state);
        take({ learning: data });
        if (over) load().catch(() => {});
        else paint();
      } else if (kind === 'state') {
        take({ status: data.status });
        paint();
      }
    },
  };
}
