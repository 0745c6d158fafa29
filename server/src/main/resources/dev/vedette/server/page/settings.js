/* One's own account, other accounts, tokens, the server. */
import { h, icon, field, attempt, toast, confirmed, bytes, sentence, when } from '/dom.js';
import { get, post, remove } from '/api.js';
import { theme } from '/main.js';

function passwordCard(restart) {
  const old = h('input', { type: 'password', autocomplete: 'current-password', required: true });
  const next = h('input', { type: 'password', autocomplete: 'new-password', required: true, minLength: 10 });
  const button = h('button', { class: 'primary', type: 'submit' }, 'Change password');
  return h('form', {
    class: 'card', onsubmit: (event) => {
      event.preventDefault();
      attempt(button, async () => { await post('/api/password', { old: old.value, password: next.value }); toast('Changed: log in again'); restart(); });
    },
  }, h('h2', {}, 'Password'), field('Old password', old), field('New password', next, 'At least 10 characters. All your sessions end.'), h('div', { class: 'row' }, button));
}

async function tokensCard() {
  const list = h('ul', { class: 'versions' });
  const label = h('input', { name: 'label', required: true, maxLength: 100, placeholder: 'Home Assistant' });
  const made = h('p', { class: 'secret', hidden: true });
  const button = h('button', { class: 'primary', type: 'submit' }, 'Make token');
  async function load() {
    const tokens = await get('/api/tokens');
    list.replaceChildren(...tokens.map((token) => {
      const away = h('button', { class: 'quiet danger-text', 'aria-label': `Remove ${token.label}`, onclick: () => attempt(away, async () => { await remove(`/api/tokens/${token.id}`); await load(); }) }, icon('trash'));
      return h('li', {}, h('div', {}, h('strong', {}, token.label), h('p', { class: 'muted' }, `Made ${when(token.created)}`)), away);
    }));
  }
  await load();
  return h('form', {
    class: 'card', onsubmit: (event) => {
      event.preventDefault();
      attempt(button, async () => {
        const { token } = await post('/api/tokens', { label: label.value });
        made.hidden = false;
        made.textContent = token;
        label.value = '';
        toast('Copy the token now: it is shown only once.');
        await load();
      });
    },
  }, h('h2', {}, 'API tokens'), h('p', { class: 'muted' }, 'For programs, which act as you: Authorization: Bearer TOKEN. ', h('a', { href: '/api/openapi.json', target: '_blank' }, 'Description of the API')),
  list, made, h('h3', {}, 'New token'), field('What it is for', label), h('div', { class: 'row' }, button));
}

async function accountsCard(me) {
  const list = h('ul', { class: 'versions' });
  const name = h('input', { required: true, autocomplete: 'off' });
  const password = h('input', { type: 'password', required: true, minLength: 10, autocomplete: 'new-password' });
  const role = h('select', {}, [['viewer', 'Viewer: look'], ['operator', 'Operator: judge events, learn'], ['admin', 'Administrator: everything']].map(([value, text]) => h('option', { value }, text)));
  const button = h('button', { class: 'primary', type: 'submit' }, 'Add account');
  async function load() {
    const accounts = await get('/api/accounts');
    list.replaceChildren(...accounts.map((account) => {
      const away = h('button', {
        class: 'quiet danger-text', 'aria-label': `Remove ${account.name}`, onclick: async () => {
          if (await confirmed(`Remove ${account.name}?`, 'Sessions and tokens end at once.', 'Remove')) attempt(away, async () => { await remove(`/api/accounts/${account.name}`); await load(); });
        },
      }, icon('trash'));
      return h('li', {}, h('div', {}, h('strong', {}, account.name), h('p', { class: 'muted' }, roleName(account.role))), account.name === me.name ? null : away);
    }));
  }
  await load();
  return h('form', {
    class: 'card', onsubmit: (event) => {
      event.preventDefault();
      attempt(button, async () => {
        await post('/api/accounts', { name: name.value, role: role.value, password: password.value });
        name.value = ''; password.value = '';
        await load();
      });
    },
  }, h('h2', {}, 'Accounts'), list, h('h3', {}, 'New account'), field('Name', name), field('Role', role), field('Password', password, 'At least 10 characters.'), h('div', { class: 'row' }, button));
}

async function serverCard() {
  const system = await get('/api/system');
  const facts = [
    ['Version', system.version],
    ['Events', system.events === undefined ? 'Not known while the store is away' : `${system.events}, ${bytes(system.eventBytes)}`],
    ['Kept', `${system.retentionDays} days, at most ${system.retentionGigabytes} GB`],
    ['Free on the disk', `${bytes(system.freeBytes)}; events are cleared away below ${system.freeGigabytes} GB`],
  ];
  return h('div', { class: 'card' }, h('h2', {}, 'Server'),
    Object.values(system.problems).map((problem) => h('p', { class: 'fault' }, sentence(problem))),
    h('dl', {}, facts.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value)))),
    h('p', { class: 'muted' }, 'Limits are set in vedette.yaml; a change of it holds within seconds.'));
}

function lookCard() {
  const choice = h('select', { 'aria-label': 'Colours', onchange: () => { localStorage.setItem('theme', choice.value); theme(choice.value); } },
    [['', 'As the system'], ['dark', 'Dark'], ['light', 'Light']].map(([value, text]) => h('option', { value, selected: (localStorage.getItem('theme') || '') === value }, text)));
  const keys = [['1 2 3', 'Live, review, settings'], ['H', 'Heat map on and off'], ['Z', 'Draw zones of a camera'], ['J K', 'Next and previous event in the list'], ['Y N', 'Good catch, this is normal'], ['← →', 'Newer and older event'], ['Space', 'Play and pause a clip']];
  return h('div', { class: 'card' }, h('h2', {}, 'Look'), field('Colours', choice),
    h('h2', { class: 'keys' }, 'Keys'),
    h('dl', { class: 'keys' }, keys.map(([key, text]) => h('div', {}, h('dt', {}, h('kbd', {}, key)), h('dd', {}, text)))));
}

async function tellingCard(may) {
  const status = await get('/api/notifications');
  const button = h('button', { class: 'quiet', onclick: () => attempt(button, async () => { await post('/api/notifications/test'); toast('It arrived'); }) }, 'Send a test message');
  return h('div', { class: 'card' }, h('h2', {}, 'Telling others'),
    status.targets.length ? [h('p', {}, `Told of every event: ${status.targets.join(' and ')}.`),
      status.waiting ? h('p', { class: 'muted' }, status.waiting === 1 ? 'A message waits.' : `${status.waiting} messages wait.`) : null,
      status.fault ? h('p', { class: 'fault' }, sentence(status.fault)) : null,
      may('admin') ? h('div', { class: 'row' }, button) : null]
      : h('p', { class: 'muted' }, 'Nobody is told of events yet. Name a webhook, an MQTT broker or mail addresses in vedette.yaml.'));
}

function roleName(role) {
  return role === 'admin' ? 'administrator' : role;
}

export async function settingsView({ me, may, restart }) {
  const cards = [await serverCard(), await tellingCard(may), lookCard(), passwordCard(restart), await tokensCard()];
  if (may('admin')) cards.push(await accountsCard(me));
  return { element: h('section', {}, h('header', { class: 'head' }, h('h1', {}, 'Settings'), h('p', { class: 'muted' }, `${me.name}, ${roleName(me.role)}`)), h('div', { class: 'settings' }, cards)) };
}
