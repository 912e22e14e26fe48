import {FAINT, isFew} from '../chart/trail.ts';
import type {Stop} from '../frame/FramePanel.tsx';
import type {Palette} from '../frame/palette.ts';
import type {Surface} from '../frame/useCanvas.ts';
import type {SubstanceLayout} from './layout.ts';

/** Opacity of a cell's colour at a share of 0 or 1. */
const STRONGEST = {light: 0.5, dark: 0.6};

export function drawSubstance({context, palette}: Surface, layout: SubstanceLayout, read: Stop | undefined): void {
  context.save();
  layout.cells.forEach(({left, top, right, bottom, count, share}, i) => {
    context.globalAlpha = 1;
    context.fillStyle = palette.raised;
    context.fillRect(left, top, right - left, bottom - top);
    context.globalAlpha = count > 0 ? strengthOf(share, palette) * (isFew({count}) ? FAINT : 1) : 0;
    context.fillStyle = share < 0.5 ? palette.negative : palette.accent;
    context.fillRect(left, top, right - left, bottom - top);
    if (layout.stops[i] !== read) return;
    context.globalAlpha = 1;
    context.strokeStyle = palette.ink;
    context.lineWidth = 1.5;
    context.strokeRect(left, top, right - left, bottom - top);
  });
  context.restore();
}

const strengthOf = (share: number, {dark}: Palette) =>
  Math.abs(share - 0.5) * 2 * (dark ? STRONGEST.dark : STRONGEST.light);
