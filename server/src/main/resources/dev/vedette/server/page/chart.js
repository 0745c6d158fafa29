/* Score curves on a canvas. */

function colours() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(name).trim();
  return { line: of('--curve'), hot: of('--hot'), threshold: of('--muted'), fill: of('--curve-fill'), mark: of('--text') };
}

/** Draws scores with the threshold that they alarm at. mark: share 0..1 of the width. */
export function drawScores(canvas, scores, threshold, mark) {
  const ratio = window.devicePixelRatio || 1;
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  if (!width || !height) return;
  if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
  if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
  const g = canvas.getContext('2d');
  g.setTransform(ratio, 0, 0, ratio, 0, 0);
  g.clearRect(0, 0, width, height);
  const c = colours();
  const known = threshold !== undefined && threshold < 1e300;
  if (scores.length > 1) {
    let low = Math.min(...scores);
    let high = Math.max(...scores, known ? threshold : -Infinity);
    if (!(high > low)) high = low + 1;
    const pad = (high - low) * 0.12;
    low -= pad; high += pad;
    const x = (i) => (i / (scores.length - 1)) * width;
    const y = (s) => height - ((s - low) / (high - low)) * height;
    const trace = () => {
      g.beginPath();
      scores.forEach((s, i) => (i ? g.lineTo(x(i), y(s)) : g.moveTo(x(i), y(s))));
    };
    trace();
    g.lineTo(width, height); g.lineTo(0, height); g.closePath();
    g.fillStyle = c.fill; g.fill();
    g.lineWidth = 1.6; g.lineJoin = 'round';
    trace();
    g.strokeStyle = c.line; g.stroke();
    if (known) {
      g.save();
      g.beginPath(); g.rect(0, 0, width, y(threshold)); g.clip();
      trace();
      g.lineTo(width, height); g.lineTo(0, height); g.closePath();
      g.globalAlpha = 0.25; g.fillStyle = c.hot; g.fill();
      g.globalAlpha = 1;
      trace();
      g.strokeStyle = c.hot; g.lineWidth = 2; g.stroke();
      g.restore();
      g.setLineDash([4, 4]); g.lineWidth = 1; g.strokeStyle = c.threshold;
      g.beginPath(); g.moveTo(0, y(threshold)); g.lineTo(width, y(threshold)); g.stroke();
      g.setLineDash([]);
    }
  }
  if (mark !== undefined) {
    g.strokeStyle = c.mark; g.lineWidth = 1.5;
    g.beginPath(); g.moveTo(mark * width, 0); g.lineTo(mark * width, height); g.stroke();
  }
}
