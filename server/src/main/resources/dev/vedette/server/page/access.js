/* Coming in: the first account, or logging in. */
import { h, field, icon, attempt } from '/dom.js';
import { post } from '/api.js';

export function accessView(setup, entered) {
  const name = h('input', { autocomplete: 'username', required: true, value: setup ? 'admin' : '', name: 'name' });
  const password = h('input', { type: 'password', autocomplete: setup ? 'new-password' : 'current-password', required: true, minLength: setup ? 10 : 1, name: 'password' });
  const button = h('button', { class: 'primary wide', type: 'submit' }, setup ? 'Create account' : 'Log in');
  const form = h('form', {
    class: 'card access',
    onsubmit: (event) => {
      event.preventDefault();
      attempt(button, async () => entered(await post(setup ? '/api/setup' : '/api/login', { name: name.value, password: password.value })));
    },
  },
  h('div', { class: 'mark' }, h('img', { src: '/icon.svg', alt: '', width: 52, height: 52 }), h('h1', {}, 'Vedette')),
  h('p', { class: 'muted' }, setup
    ? 'Welcome. Choose a name and a password: you will be the administrator, and nobody comes in without.'
    : 'Log in to see your cameras.'),
  field('Name', name),
  field('Password', password, setup ? 'At least 10 characters.' : null),
  button);
  setTimeout(() => (setup ? password : name).focus());
  return h('main', { class: 'centre', id: 'main', tabIndex: -1 }, form);
}
