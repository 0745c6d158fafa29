/* Asking the server. */

let csrf = '';
let signedOut = () => {};

export function session(token, onSignedOut) {
  csrf = token || '';
  if (onSignedOut) signedOut = onSignedOut;
}

/** Whether an answer says that nobody is logged in any more; the page then asks for it. */
export function isSignedOut(response) {
  if (response.status !== 401) return false;
  signedOut();
  return true;
}

async function ask(method, path, body) {
  const headers = {};
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET') headers['X-CSRF-Token'] = csrf;
  let response;
  try {
    response = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  } catch {
    throw new Error('The server does not answer.');
  }
  const text = await response.text();
  let answer;
  try { answer = text ? JSON.parse(text) : undefined; } catch { answer = undefined; }
  if (!response.ok) {
    if (path !== '/api/login') isSignedOut(response);
    const why = answer?.error || `The server answered ${response.status}.`;
    throw new Error(why.charAt(0).toUpperCase() + why.slice(1));
  }
  return answer;
}

export const get = (path) => ask('GET', path);
export const post = (path, body = {}) => ask('POST', path, body);
export const remove = (path) => ask('DELETE', path);
