/* What the server tells as it happens, and live pictures. */

const listeners = new Set();
let source;
let connection = () => {};

export function connect(onConnection) {
  if (onConnection) connection = onConnection;
  source?.close();
  source = new EventSource('/api/live');
  for (const kind of ['frame', 'state', 'event', 'learning', 'alive']) {
    source.addEventListener(kind, (message) => {
      const data = JSON.parse(message.data);
      for (const listener of [...listeners]) listener(kind, data);
    });
  }
  source.onopen = () => connection(true);
  source.onerror = () => {
    connection(false);
    // A connection that the server closed for good is tried again, slowly.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => source && connect(), 5000);
  };
}

export function disconnect() {
  source?.close();
  source = undefined;
}

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
  const visible = () => !document.hidden && image.isConnected;
  async function turn() {
    if (closed) return;
    if (visible()) {
      try {
        const heat = options.heat() ? '&heat=1' : '';
        const response = await fetch(`/api/cameras/${camera}/live.jpg?width=${options.width}${heat}`);
        if (response.status === 200) {
          const url = URL.createObjectURL(await response.blob());
          image.src = url;
          if (shown) URL.revokeObjectURL(shown);
          shown = url;
          image.classList.add('ready');
        }
      } catch { /* The next turn tries again. */ }
    }
    timer = setTimeout(turn, options.interval);
  }
  turn();
  return () => {
    closed = true;
    clearTimeout(timer);
    if (shown) URL.revokeObjectURL(shown);
  };
}
