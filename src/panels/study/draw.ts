/** Draws the shapes of a study. What is on file is faint, and arms differ in shape as well as in colour. */
import {horizontal, strokeLine, vertical} from '../chart/paint.ts';
import type {Stop} from '../frame/FramePanel.tsx';
import type {Palette} from '../frame/palette.ts';
import type {Surface} from '../frame/useCanvas.ts';
import type {Tone} from './data.ts';
import type {Cell, Dot, Shapes, Source} from './shapes.ts';

/** Opacity of what is on file, beside what is measured now. */
const FILED = {light: 0.38, dark: 0.45};

export function drawStudy({context, palette}: Surface, shapes: Shapes, read?: Stop): void {
  const {plot, across, down, firm} = shapes;
  for (const y of across) horizontal(context, y, [plot.left, plot.right], {colour: palette.line, alpha: 0.8});
  for (const x of down) vertical(context, x, [plot.top, plot.bottom], {colour: palette.line, alpha: 0.8});
  for (const x of firm) vertical(context, x, [plot.top, plot.bottom], {colour: palette.ink3});
  // Where nothing is measured now, what is on file is all there is to see.
  const live = [...shapes.dots, ...shapes.cells, ...shapes.lines].some(({source}) => source === 'live');
  const alphaOf = (source: Source) => (live && source === 'file' ? FILED[palette.dark ? 'dark' : 'light'] : 1);
  for (const {x, y} of shapes.leaders) strokeLine(context, x, y, {colour: palette.ink3, width: 0.75, alpha: 0.7});
  for (const cell of shapes.cells) drawCell(context, palette, cell, alphaOf(cell.source));
  for (const {x, y, tone, source, width} of shapes.lines) {
    strokeLine(context, x, y, {colour: colourOf(palette, tone), width, alpha: 0.75 * alphaOf(source)});
  }
  for (const dot of shapes.dots) drawDot(context, palette, dot, alphaOf(dot.source));
  if (read) ring(context, palette, read);
}

export const colourOf = (palette: Palette, tone: Tone): string =>
  ({method: palette.accent, baseline: palette.ink, ablation: palette.ink3, reference: palette.warn})[tone];

/** A full circle for the method, an open one for a baseline, a diamond for an ablation, a square for a reference. */
function drawDot(context: CanvasRenderingContext2D, palette: Palette, {x, y, radius, tone}: Dot, alpha: number): void {
  context.save();
  context.globalAlpha = alpha;
  context.lineWidth = Math.min(1.6, 0.6 + radius / 4);
  context.strokeStyle = context.fillStyle = colourOf(palette, tone);
  context.beginPath();
  if (tone === 'ablation') {
    const size = 1.2 * radius;
    context.moveTo(x, y - size);
    context.lineTo(x + size, y);
    context.lineTo(x, y + size);
    context.lineTo(x - size, y);
    context.closePath();
  } else if (tone === 'reference') context.rect(x - 0.85 * radius, y - 0.85 * radius, 1.7 * radius, 1.7 * radius);
  else context.arc(x, y, radius, 0, 2 * Math.PI);
  if (tone !== 'method') {
    context.fillStyle = palette.paper;
    context.globalAlpha = 0.7 * alpha;
    context.fill();
    context.globalAlpha = alpha;
    context.stroke();
  } else {
    context.fill();
    // Dots that lie over each other stay apart.
    context.strokeStyle = palette.paper;
    context.lineWidth = 0.8;
    context.stroke();
  }
  context.restore();
}

function drawCell(context: CanvasRenderingContext2D, palette: Palette, cell: Cell, alpha: number): void {
  context.save();
  context.fillStyle = cell.lean >= 0 ? palette.accent : palette.negative;
  context.globalAlpha = alpha * (0.06 + 0.44 * Math.min(1, Math.abs(cell.lean)));
  context.fillRect(cell.left, cell.top, cell.right - cell.left, cell.bottom - cell.top);
  context.restore();
}

function ring(context: CanvasRenderingContext2D, palette: Palette, {x, y}: Stop): void {
  context.save();
  context.strokeStyle = palette.ink;
  context.lineWidth = 1.5;
  context.beginPath();
  context.arc(x, y, 9, 0, 2 * Math.PI);
  context.stroke();
  context.restore();
}
