/* Zones over a picture: their outlines, and drawing them. */
import { h, svg, icon, attempt, toast } from '/dom.js';
import { post } from '/api.js';

export const KINDS = { ignored: 'Ignored', watched: 'Watched' };

const STEP = 0.01;
const LEAP = 0.05;
const SNAP = 0.012;
const FEWEST = 3;

/** An overlay that lies exactly on an image that is fitted into its box. */
function overlay(image, props) {
  const element = svg('svg', { class: 'zones', viewBox: '0 0 1600 900', ...props });
  const size = { width: 1600, height: 900 };
  const fit = () => {
    if (!image.naturalWidth || (size.width === image.naturalWidth && size.height === image.naturalHeight)) return;
    size.width = image.naturalWidth;
    size.height = image.naturalHeight;
    element.setAttribute('viewBox', `0 0 ${size.width} ${size.height}`);
    element.dispatchEvent(new Event('fitted'));
  };
  image.addEventListener('load', fit);
  fit();
  return { element, size };
}

const at = (size, { x, y }) => [x * size.width, y * size.height];
const points = (size, corners) => corners.map((corner) => at(size, corner).join(',')).join(' ');

/** Zones in outline, to look at. */
export function zoneOutlines(image, zones) {
  const { element, size } = overlay(image, { 'aria-hidden': 'true' });
  const show = (next = zones) => {
    zones = next;
    element.replaceChildren(...zones.map((zone) => svg('polygon', { class: `zone ${zone.kind}`, points: points(size, zone.corners) })));
  };
  element.addEventListener('fitted', () => show());
  show();
  return { element, show };
}

/** Draws zones over an image. done: called with the camera as saved, or with nothing. */
export function zoneEditor(image, camera, done) {
  const { element: board, size } = overlay(image, { role: 'group', 'aria-label': 'Zones of the picture' });
  board.classList.add('board');
  let zones = structuredClone(camera.zones);
  let chosen = zones.length ? 0 : -1;
  let drawing;
  let dragged;
  let focus;
  const past = [];

  const hint = h('p', { class: 'muted', role: 'status' });
  const chips = h('div', { class: 'row chips' });
  const ignore = h('button', { class: 'quiet', onclick: (event) => begin('ignored', event) }, icon('plus'), 'Ignore a place');
  const watch = h('button', { class: 'quiet', onclick: (event) => begin('watched', event) }, icon('plus'), 'Watch only a place');
  const undo = h('button', { class: 'quiet', onclick: takeBack }, icon('undo'), 'Undo');
  const finish = h('button', { class: 'primary', onclick: close }, icon('check'), 'Close zone');
  const away = h('button', { class: 'quiet danger-text', onclick: removeZone }, icon('trash'), 'Delete zone');
  const yaml = h('pre', { class: 'secret', hidden: true });
  const save = h('button', { class: 'primary', onclick: keep }, camera.fixed ? 'Show for vedette.yaml' : 'Save zones');
  const cancel = h('button', { class: 'quiet', onclick: () => done() }, camera.fixed ? 'Close' : 'Cancel');
  const panel = h('div', { class: 'zone-panel pad' },
    h('div', { class: 'row' }, ignore, watch, finish, undo, away), chips, hint, yaml,
    h('div', { class: 'row' }, save, cancel));

  const now = () => JSON.stringify({ zones, chosen, drawing });
  const remember = () => past.push(now());

  function takeBack() {
    const before = past.pop();
    if (before) ({ zones, chosen, drawing } = { drawing: undefined, ...JSON.parse(before) });
    focus = undefined;
    paint();
  }

  /** With the keyboard a zone begins as a box, whose corners can be moved; otherwise with the first corner. */
  function begin(kind, event) {
    remember();
    focus = undefined;
    if (event.detail === 0) {
      zones.push({ kind, corners: [{ x: 0.35, y: 0.35 }, { x: 0.65, y: 0.35 }, { x: 0.65, y: 0.65 }, { x: 0.35, y: 0.65 }] });
      chosen = zones.length - 1;
      focus = 0;
    } else {
      drawing = { kind, corners: [] };
      chosen = -1;
    }
    paint();
  }

  function close() {
    if (!drawing || drawing.corners.length < FEWEST) return;
    remember();
    zones.push(drawing);
    chosen = zones.length - 1;
    drawing = undefined;
    paint();
  }

  function removeZone() {
    if (!drawing && chosen < 0) return;
    remember();
    if (drawing) drawing = undefined;
    else zones.splice(chosen, 1);
    chosen = zones.length - 1;
    focus = undefined;
    paint();
  }

  function removeCorner(index) {
    const { corners } = zones[chosen];
    if (corners.length <= FEWEST) { removeZone(); return; }
    remember();
    corners.splice(index, 1);
    focus = index % corners.length;
    paint();
  }

  function place(event) {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(board.getScreenCTM().inverse());
    return within({ x: point.x / size.width, y: point.y / size.height });
  }

  function within({ x, y }) {
    const snapped = (share) => (share < SNAP ? 0 : share > 1 - SNAP ? 1 : Math.round(share * 1e4) / 1e4);
    return { x: snapped(x), y: snapped(y) };
  }

  board.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    const { corner, middle, zone } = event.target.dataset;
    if (drawing) {
      if (corner === '0' && drawing.corners.length >= FEWEST) { close(); return; }
      remember();
      drawing.corners.push(place(event));
      dragged = { corners: drawing.corners, index: drawing.corners.length - 1 };
    } else if (corner !== undefined) {
      remember();
      dragged = { corners: zones[chosen].corners, index: Number(corner) };
      focus = dragged.index;
    } else if (middle !== undefined) {
      remember();
      const { corners } = zones[chosen];
      dragged = { corners, index: Number(middle) + 1 };
      corners.splice(dragged.index, 0, place(event));
      focus = dragged.index;
    } else {
      chosen = zone === undefined ? -1 : Number(zone);
      focus = undefined;
    }
    if (dragged) board.setPointerCapture(event.pointerId);
    paint();
  });
  board.addEventListener('pointermove', (event) => {
    if (!dragged) return;
    dragged.corners[dragged.index] = place(event);
    paint();
  });
  for (const kind of ['pointerup', 'pointercancel']) {
    board.addEventListener(kind, () => {
      if (dragged && past.at(-1) === now()) past.pop();
      dragged = undefined;
      paint();
    });
  }

  const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  function key(event) {
    if (event.target.closest('input, select, textarea, dialog')) return;
    const corner = event.target.dataset?.corner;
    const move = MOVES[event.key];
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') takeBack();
    else if (corner !== undefined && move && !drawing) {
      const step = event.shiftKey ? LEAP : STEP;
      const { x, y } = zones[chosen].corners[corner];
      remember();
      focus = Number(corner);
      zones[chosen].corners[corner] = { x: shifted(x, move[0] * step), y: shifted(y, move[1] * step) };
      paint();
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      if (corner !== undefined && !drawing) removeCorner(Number(corner));
      else removeZone();
    } else if (event.key === 'Enter' && drawing) close();
    else if (event.key === 'Escape' && drawing) removeZone();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  const shifted = (share, by) => Math.round(Math.max(0, Math.min(1, share + by)) * 1e4) / 1e4;

  function keep() {
    if (camera.fixed) {
      yaml.hidden = false;
      yaml.textContent = zones.length ? ['zones:', ...zones.map((zone) => `- kind: ${zone.kind}\n  corners: [${zone.corners.map(({ x, y }) => `{x: ${x}, y: ${y}}`).join(', ')}]`)].join('\n') : 'zones: []';
      return;
    }
    attempt(save, async () => {
      const saved = await post(`/api/cameras/${camera.name}/zones`, { zones });
      toast('Zones saved');
      done(saved);
    });
  }

  function text() {
    if (drawing) {
      return drawing.corners.length < FEWEST ? 'Click on the picture for each corner, around the place.'
        : 'More corners, or close the zone: click on its first corner or press Enter.';
    }
    if (chosen >= 0) return 'Drag corners; the small dots make new ones. With the keyboard: Tab to a corner, arrow keys, Delete.';
    if (!zones.length) return 'No zones: everything in the picture counts.';
    return zones.some((zone) => zone.kind === 'watched') ? 'Only what lies in watched zones counts, without the ignored ones.' : 'Nothing in the ignored zones makes an event.';
  }

  function name(zone, index) {
    return `${KINDS[zone.kind]} ${zones.slice(0, index + 1).filter((one) => one.kind === zone.kind).length}`;
  }

  /** A dot to take hold of, also with a thumb. */
  function dot(place, radius, reach, props) {
    const [cx, cy] = at(size, place);
    const data = Object.fromEntries(Object.entries(props).filter(([key]) => key.startsWith('data-')));
    return [svg('circle', { cx, cy, r: radius, ...props }), svg('circle', { class: 'reach', cx, cy, r: reach, ...data })];
  }

  function paint() {
    const scale = board.getScreenCTM()?.a || 1;
    const radius = 7 / scale;
    const parts = zones.map((zone, index) => svg('polygon', {
      class: `zone ${zone.kind}${index === chosen ? ' chosen' : ''}`, points: points(size, zone.corners), 'data-zone': drawing ? null : index,
    }));
    if (drawing) {
      parts.push(svg('polyline', { class: `zone ${drawing.kind} chosen open`, points: points(size, drawing.corners) }));
      parts.push(...drawing.corners.flatMap((corner, index) => dot(corner, index ? radius * 0.8 : radius * 1.3, radius * 2, { class: 'corner', 'data-corner': index })));
    } else if (chosen >= 0) {
      const { corners } = zones[chosen];
      parts.push(...corners.flatMap((corner, index) => {
        const next = corners[(index + 1) % corners.length];
        const middle = { x: (corner.x + next.x) / 2, y: (corner.y + next.y) / 2 };
        return dot(middle, radius * 0.55, radius * 1.4, { class: 'middle', 'data-middle': index });
      }));
      parts.push(...corners.flatMap((corner, index) => dot(corner, radius, radius * 2, {
        class: 'corner', 'data-corner': index, tabindex: 0, role: 'button',
        'aria-label': `Corner ${index + 1} of ${corners.length}: ${Math.round(corner.x * 100)} % across, ${Math.round(corner.y * 100)} % down`,
      })));
    }
    board.replaceChildren(...parts);
    board.classList.toggle('drawing', Boolean(drawing));
    if (focus !== undefined && !drawing) board.querySelector(`[data-corner="${focus}"]`)?.focus({ preventScroll: true });
    chips.replaceChildren(...zones.map((zone, index) => h('button', {
      class: 'toggle', 'aria-pressed': String(index === chosen), disabled: Boolean(drawing),
      onclick: () => { chosen = index; focus = undefined; paint(); },
    }, name(zone, index))));
    chips.hidden = !zones.length;
    hint.textContent = text();
    ignore.hidden = watch.hidden = Boolean(drawing);
    finish.hidden = !drawing;
    finish.disabled = !drawing || drawing.corners.length < FEWEST;
    undo.disabled = !past.length;
    away.disabled = !drawing && chosen < 0;
    save.disabled = Boolean(drawing);
    yaml.hidden = true;
  }

  board.addEventListener('fitted', paint);
  const resized = new ResizeObserver(paint);
  resized.observe(board);
  window.addEventListener('keydown', key, true);
  paint();
  return {
    board,
    panel,
    close() { resized.disconnect(); window.removeEventListener('keydown', key, true); },
  };
}
