/** Faint bars under a chart that count the pairs behind its points. */

import type {Palette} from '../frame/palette.ts';
import type {Box, Label} from './labels.ts';

export interface Bar {
  left: number;
  right: number;
  top: number;
}

/** Height of the tallest bar, as a share of the plot. */
export const TALLEST = 0.28;
/** The least height of a bar that carries the name, in pixels. */
const ROOM = 16;

/** The name of the bars, on the tallest bar. */
export function countLabel(bars: readonly Bar[], {bottom}: Box): Label[] {
  const tallest = bars.reduce<Bar | undefined>((best, bar) => (best && best.top <= bar.top ? best : bar), undefined);
  if (!tallest || bottom - tallest.top < ROOM) return [];
  return [
    {key: 'pairs', text: 'pairs', tone: 'bare', x: (tallest.left + tallest.right) / 2, y: bottom - 9, anchor: 'middle'},
  ];
}

export function drawBars(
  context: CanvasRenderingContext2D,
  palette: Palette,
  bars: readonly Bar[],
  ground: number,
): void {
  context.save();
  context.fillStyle = palette.ghost;
  context.globalAlpha = palette.dark ? 0.5 : 0.45;
  for (const {left, right, top} of bars) context.fillRect(left, top, right - left, ground - top);
  context.restore();
}
