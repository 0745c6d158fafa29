/* Making elements, and little pieces that every view uses. */

export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  // Not submit, as browsers have it: Enter in a form would press the first of its buttons, whatever that does.
  if (tag === 'button') element.type = 'button';
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'class') element.className = value;
    else if (name in element && !name.includes('-') && name !== 'list' && name !== 'form') element[name] = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A fault as the beginning of what is read. */
export const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1);

const SHAPES = {
  live: 'M3 5h18v12H3zM8 21h8M12 17v4',
  review: 'M4 5h16M4 12h16M4 19h10',
  settings: 'M12 8.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7zM12 2.500v3M12 18.500v3M2.500 12h3M18.500 12h3M5.300 5.300l2.100 2.100M16.600 16.600l2.100 2.100M18.700 5.300l-2.100 2.100M7.400 16.600l-2.100 2.100',
  plus: 'M12 5v14M5 12h14',
  back: 'M15 5l-7 7 7 7',
  next: 'M9 5l7 7-7 7',
  check: 'M5 12.500l4.500 4.500L19 7.500',
  shield: 'M12 3l7.500 3v5.500c0 4.500-3.200 7.800-7.500 9.500-4.300-1.700-7.500-5-7.500-9.500V6z',
  trash: 'M5 7h14M10 7V4.500h4V7M7 7l1 13h8l1-13',
  heat: 'M12 3c1 4 5 5.500 5 10.500a5 5 0 0 1-10 0c0-2 1-3 2-4.500.5 1.500 1.500 2 2 2 1-2.500-.5-5 1-8z',
  learn: 'M3 9l9-4.500L21 9l-9 4.500zM7 11.500V16c2.500 2.500 7.500 2.500 10 0v-4.500M21 9v6',
  pause: 'M8 5v14M16 5v14',
  play: 'M7 4.500v15l12-7.500z',
  close: 'M6 6l12 12M18 6L6 18',
  calm: 'M4 14c2-3 4-3 6 0s4 3 6 0 3-2.500 4-2',
  street: 'M9 21L11 3M15 21L13 3M12 7v2M12 12v2M12 17v2M3 21h18',
  usb: 'M12 21V5M9 8l3-4 3 4M12 16l-5-3v-3M12 14l5-3V8',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  camera: 'M3 7h12v10H3zM15 10.500l6-3v9l-6-3',
  zone: 'M5 6l9-2 5 7-4 8-10-3zM5 6h.010M14 4h.010M19 11h.010M15 19h.010M5 16h.010',
  undo: 'M9 5L4 10l5 5M4 10h10a5.500 5.500 0 0 1 0 11h-3',
  clock: 'M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM12 7.500V12l3 2.500',
  out: 'M14 4h6v16h-6M4 12h11M11 8l4 4-4 4',
};

export function svg(tag, props = {}, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(props)) {
    if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

export function icon(name) {
  return svg('svg', { viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true' }, svg('path', { d: SHAPES[name] }));
}

export function toast(text, kind = 'info') {
  const element = h('div', { class: `toast ${kind}` }, text);
  document.getElementById('toasts').append(element);
  setTimeout(() => element.classList.add('gone'), 5200);
  setTimeout(() => element.remove(), 5600);
}

/** Runs something that may fail, with its button shown as busy; tells the failure. */
export async function attempt(button, work) {
  if (button) button.disabled = true;
  try {
    return await work();
  } catch (failure) {
    toast(failure.message, 'bad');
    return undefined;
  } finally {
    if (button) button.disabled = false;
  }
}

export function field(label, input, hint) {
  const id = `f${Math.random().toString(36).slice(2)}`;
  input.id = id;
  return h('div', { class: 'field' }, h('label', { htmlFor: id }, label), input, hint ? h('small', {}, hint) : null);
}

/** Asks before something that cannot be undone. */
export function confirmed(title, text, action) {
  return new Promise((resolve) => {
    const answer = (value) => { dialog.close(); dialog.remove(); resolve(value); };
    const dialog = h('dialog', { class: 'dialog', oncancel: () => answer(false) },
      h('h2', {}, title), h('p', {}, text),
      h('div', { class: 'row end' },
        h('button', { class: 'quiet', onclick: () => answer(false) }, 'Cancel'),
        h('button', { class: 'danger', onclick: () => answer(true) }, action)));
    document.body.append(dialog);
    dialog.showModal();
  });
}

const DAY = 86400e3;

export function when(iso) {
  const date = new Date(iso);
  const time = date.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const today = new Date().setHours(0, 0, 0, 0);
  if (date >= today) return `Today ${time}`;
  if (date >= today - DAY) return `Yesterday ${time}`;
  return `${date.toLocaleDateString([], { day: 'numeric', month: 'short', year: 'numeric' })} ${time}`;
}

/** A time within the next days. */
export function soon(iso) {
  const date = new Date(iso);
  const time = date.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  const days = Math.round((new Date(date).setHours(0, 0, 0, 0) - new Date().setHours(0, 0, 0, 0)) / DAY);
  if (days === 0) return time;
  return days === 1 ? `${time} tomorrow` : `${time} on ${date.toLocaleDateString([], { weekday: 'long' })}`;
}

export function duration(seconds) {
  if (seconds < 60) return `${Math.max(0, Math.round(seconds))} s`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(seconds < 36000 ? 1 : 0)} h`;
}

export function bytes(count) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let i = 0;
  for (; count >= 1000 && i < units.length - 1; i++) count /= 1000;
  return `${count.toFixed(count < 10 && i > 0 ? 1 : 0)} ${units[i]}`;
}

/** How rare a score is on the camera's own normal footage, at least: how much rarer, footage that is only so long does not tell. */
export function rarity(event) {
  const days = event.severity;
  if (days === undefined) return { level: 'unknown', text: 'Rarity unknown' };
  if (days >= 300) return { level: 'high', text: 'Once a year or rarer' };
  if (days >= 27) return { level: 'high', text: 'Once a month or rarer' };
  if (days >= 6) return { level: 'high', text: 'Once a week or rarer' };
  if (days >= 0.9) return { level: 'middle', text: 'Once a day or rarer' };
  return { level: 'low', text: `Up to ${Math.ceil(1 / days)} times a day` };
}

export function empty(name, title, text, ...actions) {
  return h('div', { class: 'empty' }, icon(name), h('h2', {}, title), h('p', {}, text), h('div', { class: 'row' }, actions));
}
