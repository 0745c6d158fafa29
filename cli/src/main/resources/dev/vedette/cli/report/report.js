'use strict';
const time = s => {
  const h = Math.floor(s / 3600), m = Math.floor(s / 60) % 60, r = (s % 60).toFixed(1).padStart(4, '0');
  return h ? `${h}:${String(m).padStart(2, '0')}:${r}` : `${m}:${r}`;
};
const number = v => Math.abs(v) >= 1e-4 || v === 0 ? Number(v.toPrecision(4)) : v.toExponential(2);

for (const plot of document.querySelectorAll('.plot')) {
  const data = JSON.parse(plot.querySelector('script').textContent);
  const chart = plot.querySelector('svg');
  const cursor = plot.querySelector('.cursor');
  const reading = plot.querySelector('.reading');
  const hide = () => {
    reading.hidden = true;
    cursor.setAttribute('visibility', 'hidden');
  };
  const show = event => {
    const box = chart.getBoundingClientRect();
    const x = (event.clientX - box.left) / box.width * data.width;
    const share = (x - data.left) / (data.right - data.left);
    if (share < 0 || share > 1) return hide();
    const second = data.from + share * (data.to - data.from);
    let low = 0, high = data.seconds.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (data.seconds[middle] <= second) low = middle; else high = middle - 1;
    }
    cursor.setAttribute('x1', x);
    cursor.setAttribute('x2', x);
    cursor.setAttribute('visibility', 'visible');
    reading.textContent = `${time(data.seconds[low])}  frame ${low * data.stride}  ·  causal ${number(data.causal[low])}`
      + `  ·  smoothed ${number(data.smoothed[low])}  ·  raw ${number(data.raw[low])}`
      + (data.causal[low] > data.threshold ? '  ·  alarm' : '');
    reading.hidden = false;
    const left = (event.clientX - box.left) + 14;
    reading.style.left = Math.max(0, Math.min(left, box.width - reading.offsetWidth)) + 'px';
  };
  chart.addEventListener('pointermove', show);
  chart.addEventListener('pointerdown', show);
  chart.addEventListener('pointerleave', hide);
  chart.addEventListener('click', event => {
    const number = event.target.dataset.event;
    const card = `${data.id}-event-${number}`;
    if (number && document.getElementById(card)) location.hash = card;
  });
}
