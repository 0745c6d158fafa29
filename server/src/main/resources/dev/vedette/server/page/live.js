/* What the server tells as it happens, and live pictures. */

import { isSignedOut } from '/api.js';

/** Milliseconds after which a picture is no live one any more. */
const STALE = 8000;

const listeners = new Set();
let source;
let wanted = false;
let connection = () => {};

/** onConnection: called with whether the server answers. */
export function connect(onConnection) {
  connection = onConnection;
  wanted = true;
  open();
}

export function disconnect() {
  wanted = false;
  open();
}

function open() {
  source?.close();
  source = undefined;
  // All tabs together have six connections to a server: one that nobody looks at leaves them to the others.
  if (!wanted || document.hidden) return;
  const opened = new EventSource('/api/live');
  source = opened;
  for (const kind of ['frame', 'state', 'event', 'learning', 'removed', 'alive']) {
    opened.addEventListener(kind, (message) => {
      const data = JSON.parse(message.data);
      for (const listener of [...listeners]) listener(kind, data);
    });
  }
  opened.onopen = () => connection(true);
  opened.onerror = () => {
    connection(false);
    // A connection that the server closed for good is tried again, slowly.
    if (opened.readyState === EventSource.CLOSED) setTimeout(() => { if (source === opened) open(); }, 5000);
  };
}

document.addEventListener('visibilitychange', open);

/** Hears everything until the function that it returns is called. */
export function listen(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Keeps an image fresh while it is on screen; asks for the next picture only when the last one is there. */
export function livePicture(image, camera, options) {
  let closed = false;
  let timer;
  let shown;
  let fresh = Date.now();
  const visible = () => !document.hidden && image.isConnected;
  async function turn() {
    if (closed) return;
    if (visible()) {
      try {
        const heat = options.heat() ? '&heat=1' : '';
        const response = await fetch(`/api/cameras/${camera}/live.jpg?width=${options.width}${heat}`);
        if (isSignedOut(response)) return;
        if (response.status === 200) {
          const url = URL.createObjectURL(await response.blob());
          image.src = url;
          if (shown) URL.revokeObjectURL(shown);
          shown = url;
          fresh = Date.now();
          image.classList.add('ready');
        }
      } catch { /* The next turn tries again. */ }
    }
    timer = setTimeout(turn, options.interval);
  }
  // What was seen a while ago is not what is to be seen now, also when an answer never comes.
  const watchdog = setInterval(() => {
    if (!visible()) fresh = Date.now();
    else if (Date.now() - fresh > STALE) image.classList.remove('ready');
  }, 1000);
  turn();
  return () => {
    closed = true;
    clearTimeout(timer);
    clearInterval(watchdog);
    if (shown) URL.revokeObjectURL(shown);
  };
}
