/* When a camera is on watch: shown, and changed as rows of days and times. */
import { h, icon, field, attempt, toast, soon } from '/dom.js';
import { get, post } from '/api.js';

const DAYS = { mon: 'Mon', tue: 'Tue', wed: 'Wed', thu: 'Thu', fri: 'Fri', sat: 'Sat', sun: 'Sun' };
const NAMES = Object.keys(DAYS);

/** Days as people say them: Mon–Fri, Sun. */
function spoken(days) {
  const parts = [];
  for (let i = 0; i < NAMES.length; i++) {
    if (!days.includes(NAMES[i])) continue;
    const first = i;
    while (days.includes(NAMES[i + 1])) i++;
    const name = (index) => DAYS[NAMES[index]];
    parts.push(first === i ? name(first) : i === first + 1 ? `${name(first)}, ${name(i)}` : `${name(first)}–${name(i)}`);
  }
  return parts.length === 1 && days.length === 7 ? 'Every day' : parts.join(', ');
}

const overMidnight = (from, to) => to <= from;

export function watchText(status) {
  if (!status || status.onWatch === undefined) return '';
  const until = status.watchChanges ? soon(status.watchChanges) : undefined;
  if (status.onWatch) return until ? `On watch until ${until}` : 'Always on watch';
  return `Not on watch until ${until}`;
}

export function hoursPanel(camera, may, changed) {
  const element = h('div', { class: 'card hours-card' });
  let status = camera.status;
  const now = h('p', {});

  function paint() {
    now.textContent = watchText(status);
    const rows = camera.schedule?.hours || [];
    element.replaceChildren(...[h('h2', {}, 'Hours'), now,
      rows.length ? h('dl', {}, rows.map((row) => h('div', {}, h('dt', {}, spoken(row.days)),
        h('dd', {}, `${row.from}–${row.to}${overMidnight(row.from, row.to) ? ' the next day' : ''}`)))) : null,
      camera.schedule?.timeZone ? h('p', { class: 'muted' }, `Time of ${camera.schedule.timeZone}`) : null,
      rows.length ? h('p', { class: 'muted' }, 'At other times it is watched, but makes no events.') : null,
      may('admin') && !camera.fixed ? h('div', { class: 'row' }, h('button', { class: 'quiet', onclick: edit }, icon('clock'), rows.length ? 'Change hours' : 'Set hours')) : null,
    ].filter(Boolean));
  }

  async function edit() {
    const { timeZone } = await get('/api/system');
    const list = h('div', { class: 'hours' });
    const zones = Intl.supportedValuesOf?.('timeZone') || [];
    const zone = h('select', { name: 'zone' },
      h('option', { value: '' }, `As the server: ${timeZone}`),
      [...new Set([camera.schedule?.timeZone, ...zones])].filter(Boolean).map((name) => h('option', { value: name, selected: name === camera.schedule?.timeZone }, name)));
    const save = h('button', { class: 'primary', type: 'submit' }, 'Save hours');
    const note = h('p', { class: 'muted' }, 'Without hours the camera is always on watch.');

    function row({ days, from, to }) {
      const hint = h('small', {});
      const begin = h('input', { type: 'time', required: true, value: from, 'aria-label': 'From' });
      const end = h('input', { type: 'time', required: true, value: to === '24:00' ? '00:00' : to, 'aria-label': 'To' });
      const tell = () => { hint.textContent = begin.value && end.value && overMidnight(begin.value, end.value) ? 'To the next day' : ''; };
      begin.addEventListener('input', tell);
      end.addEventListener('input', tell);
      tell();
      const made = h('fieldset', {},
        h('div', { class: 'days' }, NAMES.map((name) => h('button', {
          class: 'toggle', 'data-day': name, 'aria-pressed': String(days.includes(name)),
          onclick: (event) => event.currentTarget.setAttribute('aria-pressed', String(event.currentTarget.getAttribute('aria-pressed') !== 'true')),
        }, DAYS[name]))),
        h('div', { class: 'times' }, begin, h('span', {}, '–'), end),
        h('div', { class: 'row' }, hint,
          h('button', { class: 'quiet danger-text', 'aria-label': 'Remove these hours', onclick: () => { made.remove(); count(); } }, icon('trash'))));
      made.value = () => ({
        days: [...made.querySelectorAll('[aria-pressed="true"]')].map((day) => day.dataset.day), from: begin.value, to: end.value,
      });
      list.append(made);
      count();
    }

    function count() {
      note.hidden = list.children.length > 0;
    }

    const form = h('form', {
      class: 'fields', onsubmit: (event) => {
        event.preventDefault();
        const hours = [...list.children].map((one) => one.value());
        const schedule = { hours, ...(zone.value ? { timeZone: zone.value } : {}) };
        attempt(save, async () => {
          camera = await post(`/api/cameras/${camera.name}/schedule`, hours.length ? { schedule } : {});
          status = camera.status;
          toast('Hours saved');
          changed(camera);
          paint();
        });
      },
    }, list, note,
    h('div', { class: 'row' }, h('button', { class: 'quiet', onclick: () => row({ days: [], from: '18:00', to: '08:00' }) }, icon('plus'), 'More hours')),
    field('Time zone', zone),
    h('div', { class: 'row' }, save, h('button', { class: 'quiet', onclick: paint }, 'Cancel')));
    (camera.schedule?.hours || [{ days: NAMES.slice(0, 5), from: '18:00', to: '08:00' }]).forEach(row);
    count();
    element.replaceChildren(h('h2', {}, 'Hours'), h('p', { class: 'muted' }, 'In these hours events are made and told.'), form);
  }

  paint();
  return {
    element,
    /** What the camera does now. */
    hear(next) {
      status = next;
      now.textContent = watchText(status);
    },
  };
}
