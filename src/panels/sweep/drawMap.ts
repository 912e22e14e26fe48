/** Draws the map of a metric: one hue, so that lightness alone tells values apart. */
import type {Palette} from '../frame/palette.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {rampOf} from '../matrix/colours.ts';
import type {MapLayout} from './mapLayout.ts';

/** The part of the ramp that is used: its ends are too near to the ground and to the ink. */
const [FIRST, LAST] = [0.1, 0.9];

/** Colours of shares 0 to 1. */
export function scaleOf(palette: Palette): {colour(share: number): string; isDeep(share: number): boolean} {
  const ramp = rampOf(palette);
  const at = (share: number) => {
    const k = 3 * Math.round((FIRST + share * (LAST - FIRST)) * (ramp.length / 3 - 1));
    return [ramp[k], ramp[k + 1], ramp[k + 2]] as const;
  };
  const luminance = ([r, g, b]: readonly [number, number, number]) => (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
  return {
    colour: (share) => (Number.isFinite(share) ? `rgb(${at(share).join()})` : palette.raised),
    // Where the page's ink would not be read.
    isDeep: (share) => Number.isFinite(share) && luminance(at(share)) < 0.45 !== palette.dark,
  };
}

export function drawMap({context, palette}: Surface, layout: MapLayout, read: number | undefined): void {
  const {colour} = scaleOf(palette);
  context.save();
  for (const {left, top, right, bottom, share} of layout.cells) {
    context.fillStyle = colour(share);
    context.beginPath();
    context.roundRect(left, top, right - left, bottom - top, 4);
    context.fill();
  }
  layout.cells.forEach(({left, top, right, bottom, spot}) => {
    if (spot !== layout.best && spot !== read) return;
    context.strokeStyle = spot === read ? palette.ink : palette.negative;
    context.lineWidth = 2.5;
    context.beginPath();
    context.roundRect(left - 1, top - 1, right - left + 2, bottom - top + 2, 5);
    context.stroke();
  });
  if (layout.legend) drawLegend(context, layout.legend, colour);
  context.restore();
}

const PIECES = 50;

function drawLegend(
  context: CanvasRenderingContext2D,
  {left, right, top, bottom}: NonNullable<MapLayout['legend']>,
  colour: (share: number) => string,
): void {
  const width = (right - left) / PIECES;
  for (let i = 0; i < PIECES; i++) {
    context.fillStyle = colour(i / (PIECES - 1));
    context.fillRect(left + i * width, top, width + 0.5, bottom - top);
  }
}
