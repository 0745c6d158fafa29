/* One event: clip, curve, heat map, judgement. */
import { h, icon, when, duration, rarity, toast, attempt, confirmed } from '/dom.js';
import { get, post, remove } from '/api.js';
import { listen } from '/live.js';
import { drawScores } from '/chart.js';

export async function eventView({ argument, may, refresh }) {
  let event = await get(`/api/events/${argument}`);
  const files = `/api/events/${event.id}`;
  const scores = await get(`${files}/scores.json`).catch(() => undefined);
  const going = !event.ended;
  const hasClip = !going && scores;

  const video = hasClip ? h('video', { src: `${files}/clip.mp4`, poster: `${files}/snapshot.jpg`, controls: true, loop: true, muted: true, autoplay: true, playsInline: true }) : null;
  const stage = h('div', { class: 'stage' });
  const tabs = h('div', { class: 'tabs', role: 'group', 'aria-label': 'What is shown' });
  const kinds = [['Clip', () => video], ['Heat map', () => picture('heat.jpg')], ['Picture', () => picture('snapshot.jpg')]].filter(([, make]) => make());
  function picture(file) {
    return h('img', { class: 'ready', alt: file === 'heat.jpg' ? 'Where it is unusual' : 'The most unusual moment', src: `${files}/${file}?${going ? Date.now() : ''}` });
  }
  function choose(index) {
    [...tabs.children].forEach((tab, i) => tab.setAttribute('aria-pressed', String(i === index)));
    stage.replaceChildren(kinds[index][1]());
    if (kinds[index][0] === 'Clip') video.play().catch(() => {});
  }
  tabs.append(...kinds.map(([text], index) => h('button', { onclick: () => choose(index) }, text)));
  choose(0);

  const curve = h('canvas', { class: 'curve', role: 'img', 'aria-label': 'Score over time, with the threshold', title: 'Score; click to go there' });
  const values = scores ? scores.scores.map((point) => point.score) : [];
  const draw = () => {
    const share = video && video.duration ? video.currentTime / video.duration : undefined;
    drawScores(curve, values, scores?.threshold, share);
  };
  let timer;
  if (video) {
    timer = setInterval(draw, 100);
    curve.addEventListener('click', (click) => {
      const share = click.offsetX / curve.clientWidth;
      if (video.duration) video.currentTime = share * video.duration;
      choose(0);
    });
  }

  const { level, text } = rarity(event);
  const normal = h('button', { class: 'judge', onclick: () => judge('normal', normal) }, icon('calm'), 'This is normal');
  const good = h('button', { class: 'judge', onclick: () => judge('good', good) }, icon('check'), 'Good catch');
  const keep = h('button', { class: 'toggle', onclick: () => attempt(keep, async () => { event = await post(`${files}/keep`, { kept: !event.kept }); mark(); }) }, icon('shield'), 'Keep');
  const away = h('button', { class: 'quiet danger-text', onclick: clear }, icon('trash'), 'Delete');
  const follows = h('p', { class: 'muted' }, 'Its like at this place is held down until the camera is learned again.');
  function mark() {
    normal.setAttribute('aria-pressed', String(event.feedback === 'normal'));
    good.setAttribute('aria-pressed', String(event.feedback === 'good'));
    keep.setAttribute('aria-pressed', String(event.kept));
    follows.hidden = event.feedback !== 'normal';
  }
  async function judge(what, button) {
    const body = event.feedback === what ? {} : { feedback: what };
    await attempt(button, async () => { event = await post(`${files}/feedback`, body); mark(); });
  }
  async function clear() {
    if (!(await confirmed('Delete this event?', 'Its clip and pictures are deleted as well.', 'Delete'))) return;
    await attempt(away, async () => { await remove(files); toast('Deleted'); location.hash = '#/review'; });
  }
  mark();

  const length = event.ended ? duration((new Date(event.ended) - new Date(event.started)) / 1000) : 'goes on';
  const facts = [
    ['Began', when(event.started)],
    ['Length', length],
    ['Rarity', h('span', { class: `rare ${level}` }, level === 'unknown' ? 'Unknown' : text)],
    ['Peak score', `${event.peakScore.toFixed(2)} (threshold ${event.threshold.toFixed(2)})`],
    ['Where', where(event.place)],
    ['Repeated', event.repeats ? `${event.repeats} more, which were not told` : null],
    ['On disk', event.bytes ? `${(event.bytes / 1e6).toFixed(1)} MB` : null],
  ].filter(([, value]) => value);

  const near = await neighbours(event);
  const step = (id, name, label) => h('a', { class: `button quiet ${id ? '' : 'off'}`, href: id ? `#/event/${id}` : null, 'aria-label': `${label} event`, 'aria-disabled': id ? null : 'true' }, name === 'back' ? [icon(name), label] : [label, icon(name)]);
  const stop = listen((kind, data) => { if (kind === 'event' && data.id === event.id && going && data.ended) refresh(); });

  return {
    element: h('section', { class: 'one' },
      h('header', { class: 'head' },
        h('div', { class: 'row' }, h('a', { class: 'button quiet', href: '#/review', 'aria-label': 'Back to review' }, icon('back')),
          h('h1', {}, h('a', { href: `#/camera/${event.camera}` }, event.camera), going ? h('span', { class: 'badge alarm' }, 'Now') : null)),
        h('div', { class: 'row' }, step(near.newer, 'back', 'Newer'), step(near.older, 'next', 'Older'))),
      h('div', { class: 'columns' },
        h('div', { class: 'card flush' }, tabs, stage, scores ? curve : h('p', { class: 'muted pad' }, going ? 'The clip comes when the event is over.' : 'This event has no clip: it was cleared away, or the server was stopped or the disk full while it was written.')),
        h('aside', {},
          h('div', { class: 'card' },
            h('h2', {}, 'Was it worth an alert?'),
            may('operator') ? h('div', { class: 'judges' }, good, normal) : h('p', { class: 'muted' }, event.feedback === 'good' ? 'Good catch' : event.feedback === 'normal' ? 'Normal' : 'Not judged yet'),
            follows),
          h('div', { class: 'card' }, h('dl', {}, facts.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value)))),
            may('operator') ? h('div', { class: 'row' }, keep, away) : null)))),
    shown: draw,
    close() { clearInterval(timer); stop(); video?.pause(); },
    key(pressed) {
      // A player that has the focus seeks with the arrows, and space presses what has it.
      if (pressed.key.startsWith('Arrow') && pressed.target.closest('video')) return;
      if (pressed.key === ' ' && pressed.target.closest('a, button, video')) return;
      if (pressed.key === 'n' && may('operator')) normal.click();
      else if (pressed.key === 'y' && may('operator')) good.click();
      else if (pressed.key === 'ArrowLeft' && near.newer) location.hash = `#/event/${near.newer}`;
      else if (pressed.key === 'ArrowRight' && near.older) location.hash = `#/event/${near.older}`;
      else if (pressed.key === ' ' && video) { pressed.preventDefault(); if (video.paused) video.play(); else video.pause(); }
    },
  };
}

function where(place) {
  const x = (place.left + place.right) / 2;
  const y = (place.top + place.bottom) / 2;
  const across = x < 0.33 ? 'left' : x > 0.67 ? 'right' : 'middle';
  const down = y < 0.33 ? 'top' : y > 0.67 ? 'bottom' : 'centre';
  return `${down}, ${across}`;
}

async function neighbours(event) {
  const older = await get(`/api/events?before=${event.id}&limit=1`);
  const newer = await get(`/api/events?after=${event.id}&limit=1`);
  return { older: older[0]?.id, newer: newer[0]?.id };
}
