import {cosineText} from '../chart/format.ts';
import type {Overlay} from '../chart/overlay.ts';
import {DASHES, fillUnder, horizontal, strokeLine, vertical} from '../chart/paint.ts';
import type {Surface} from '../frame/useCanvas.ts';
import type {SimilaritiesLayout} from './layout.ts';

export function drawSimilarities({context, palette}: Surface, layout: SimilaritiesLayout): void {
  const {plot, positives, negatives, nearer, means, medianPositive} = layout;
  const ground = plot.bottom;
  if (positives && negatives && nearer) {
    fillUnder(context, negatives.x, negatives.y, ground, {colour: palette.ghost, alpha: palette.dark ? 0.6 : 0.55});
    fillUnder(context, nearer.x, nearer.y, ground, {colour: palette.accent, alpha: palette.dark ? 0.75 : 0.6});
    fillUnder(context, positives.x, positives.y, ground, {colour: palette.positive, alpha: palette.dark ? 0.2 : 0.15});
    strokeLine(context, negatives.x, negatives.y, {colour: palette.ink3, width: 1});
    strokeLine(context, positives.x, positives.y, {colour: palette.positive, width: 1.8});
  }
  horizontal(context, ground, [plot.left, plot.right], {colour: palette.line});
  if (medianPositive !== undefined)
    vertical(context, medianPositive, [ground - 26, ground], {colour: palette.accent, width: 1.5});
  if (means) {
    vertical(context, means.negatives.x, [means.negatives.top, ground], {colour: palette.ink3, dashes: DASHES});
    vertical(context, means.positives.x, [means.positives.top, ground], {colour: palette.positive, dashes: DASHES});
  }
}

export function drawRule({context, palette}: Surface, {plot}: SimilaritiesLayout, x: number): void {
  vertical(context, x, [plot.top, plot.bottom], {colour: palette.ink3});
}

export function drawAxes(overlay: Overlay, {plot, x}: SimilaritiesLayout): void {
  overlay.axis('bottom', {scale: x, values: [-1, -0.5, 0, 0.5, 1], format: cosineText, at: plot.bottom});
}
