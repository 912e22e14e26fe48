import {vertical} from '../chart/paint.ts';
import type {Stop} from '../frame/FramePanel.tsx';
import type {Surface} from '../frame/useCanvas.ts';
import type {CoordinatesLayout} from './layout.ts';

export function drawCoordinates({context, palette}: Surface, {stops, zero}: CoordinatesLayout, read?: Stop): void {
  for (const stop of stops) {
    vertical(context, stop.x, [stop.y, zero], {colour: stop === read ? palette.ink : palette.accent});
  }
}
