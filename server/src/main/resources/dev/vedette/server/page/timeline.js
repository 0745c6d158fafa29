/* A day of every camera: where its events lie. */
import { h, rarity } from '/dom.js';

const HOURS = [0, 3, 6, 9, 12, 15, 18, 21];

/** start: milliseconds since 1970 of the day's beginning. */
export function timeline(start, events, cameras) {
  const end = new Date(start);
  end.setDate(end.getDate() + 1);
  const length = end.getTime() - start;
  const share = (time) => Math.max(0, Math.min(1, (time - start) / length));
  const names = [...new Set([...cameras, ...events.map((event) => event.camera)])].sort();
  const now = share(Date.now());
  const rows = names.map((name) => h('div', { class: 'lane' },
    h('span', { class: 'lane-name', title: name }, name),
    h('div', { class: 'track' },
      events.filter((event) => event.camera === name).map((event) => mark(event, share)),
      now > 0 && now < 1 ? placed(h('i', { class: 'now', title: 'Now' }), now) : null)));
  const hours = h('div', { class: 'lane hours' }, h('span', { class: 'lane-name' }),
    h('div', { class: 'track' }, HOURS.map((hour) => placed(h('span', {}, clock(hour)), hour / 24))));
  return h('section', { class: 'card timeline', 'aria-label': 'Timeline of the day' }, rows, hours);
}

/** An hour of the day as times are written elsewhere on the page. */
function clock(hour) {
  return new Date(2000, 0, 1, hour).toLocaleTimeString([], { hour: 'numeric' });
}

function mark(event, share) {
  const from = share(new Date(event.started).getTime());
  const to = share(event.ended ? new Date(event.ended).getTime() : Date.now());
  const { level, text } = rarity(event);
  const time = new Date(event.started).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  const element = placed(h('a', { class: `mark-event ${event.feedback === 'normal' ? 'low' : level}`, href: `#/event/${event.id}`, title: `${time}, ${text}`, 'aria-label': `Event at ${time}` }), from);
  element.style.width = `max(5px, ${((to - from) * 100).toFixed(3)}%)`;
  return element;
}

function placed(element, share) {
  element.style.left = `${(share * 100).toFixed(3)}%`;
  return element;
}
