/* Adding a camera, or changing one. */
import { h, icon, field, attempt } from '/dom.js';
import { get, post } from '/api.js';

const KINDS = [
  ['RTSP', 'camera', 'Network camera', 'Almost every camera and recorder: an address that begins with rtsp://'],
  ['USB', 'usb', 'USB camera', 'Plugged into the machine that Vedette runs on, under Linux'],
  ['FILE', 'file', 'File or folder', 'A recording, played as if it were live'],
  ['STREET', 'street', 'Simulated street', 'Drawn by Vedette itself: to try everything without a camera'],
];

export async function addView({ argument }) {
  const old = argument ? await get(`/api/cameras/${argument}`) : undefined;
  // What it plays is among them, wherever that lies.
  const footage = [...new Set([...(old?.kind === 'FILE' ? [old.address] : []), ...await get('/api/footage').catch(() => [])])];
  const system = await get('/api/system');
  let kind = old?.kind;
  const fields = h('div', { class: 'fields' });
  const name = h('input', { required: true, pattern: '[a-z0-9][a-z0-9\\-]{0,31}', value: old?.name || '', disabled: Boolean(old), placeholder: 'front-door', name: 'name' });
  const address = h('input', { required: true, name: 'address', autocomplete: 'off', spellcheck: false });
  const file = h('select', { required: true, name: 'file' }, footage.map((path) => h('option', { value: path, selected: path === old?.address }, path)));
  const rate = h('input', { type: 'number', min: 0.2, max: 60, step: 'any', name: 'rate' });
  const width = h('input', { type: 'number', min: 64, max: 4096, step: 1, value: old?.width || 960, name: 'width' });
  const budget = h('input', { type: 'number', min: 0.01, max: 10000, step: 'any', value: old?.alertsPerDay || 3, name: 'budget' });
  const transport = h('select', { name: 'transport' }, ['tcp', 'udp'].map((value) => h('option', { value, selected: value === old?.transport }, value.toUpperCase())));
  const save = h('button', { class: 'primary', type: 'submit' }, old ? 'Save' : 'Add and look');
  const choices = h('div', { class: 'choices' }, KINDS.map(([value, picture, title, text]) => h('button', {
    class: 'choice', 'data-kind': value, onclick: () => choose(value),
  }, icon(picture), h('strong', {}, title), h('span', { class: 'muted' }, text))));

  function choose(value) {
    kind = value;
    form.hidden = false;
    for (const choice of choices.children) choice.setAttribute('aria-pressed', String(choice.dataset.kind === kind));
    if (!name.value) name.value = { RTSP: '', USB: 'webcam', FILE: 'recording', STREET: 'street' }[kind];
    rate.value = old?.rate || (kind === 'STREET' ? 12.5 : 5);
    address.value = old && kind === old.kind ? old.address : { RTSP: 'rtsp://', USB: 'usb:/dev/video0' }[kind] || '';
    // Made for the chosen kind alone: an input that two of them share is in the last one that takes it.
    const place = {
      RTSP: () => [field('Address', address, old ? 'User and password, and what *** stands for, are kept unless you type another address.' : 'As in rtsp://user:password@192.168.1.20/stream1. The smaller stream of the camera is enough.'), field('Sent over', transport)],
      USB: () => [field('Address', address, 'As in usb:/dev/video0, or usb:/dev/v4l/by-id/…, which stays the same wherever it is plugged in.')],
      FILE: () => footage.length ? [field('Footage', file)]
        : [h('p', { class: 'hint' }, `Put a video or a folder of images into ${system.footage.join(' or ')}, then come back.`)],
      STREET: () => [],
    }[kind]();
    fields.replaceChildren(
      field('Name', name, 'Small letters, digits and hyphens.'), ...place,
      h('details', {}, h('summary', {}, 'More'),
        field('Frames a second to look at', rate),
        field('Most pixels in a row', width, 'Larger pictures are made smaller before anything else.'),
        field('Alerts a day', budget, 'How many false alarms are acceptable. The threshold is made for it.')),
      h('div', { class: 'row' }, save, h('a', { class: 'button quiet', href: old ? `#/camera/${old.name}` : '#/' }, 'Cancel')));
    save.disabled = kind === 'FILE' && !footage.length;
    name.focus();
  }

  async function submit(event) {
    event.preventDefault();
    const camera = {
      name: name.value,
      address: { RTSP: address.value, USB: address.value, FILE: file.value, STREET: 'street:' }[kind],
      rate: Number(rate.value), width: Number(width.value), alertsPerDay: Number(budget.value),
      // What is set elsewhere stays.
      ...(old ? { speed: old.speed, loop: old.loop, zones: old.zones, schedule: old.schedule } : {}),
    };
    if (kind === 'RTSP') camera.transport = transport.value;
    await attempt(save, async () => {
      await post(old ? `/api/cameras/${old.name}` : '/api/cameras', camera);
      location.hash = `#/camera/${camera.name}`;
    });
  }

  const form = h('form', { class: 'card form', onsubmit: submit, hidden: !kind }, fields);
  if (kind) choose(kind);
  return {
    element: h('section', { class: 'narrow' },
      h('header', { class: 'head' }, h('h1', {}, old ? `Change ${old.name}` : 'Add a camera'), old ? null : h('p', { class: 'muted' }, 'Where does the picture come from?')),
      old ? null : choices,
      form),
    shown() { if (kind) fields.closest('form').querySelector('input:enabled')?.focus(); },
  };
}
