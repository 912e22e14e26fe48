/** The layout of the bars: pure functions, in CSS pixels. */
import {formatValue} from '../chart/format.ts';
import type {Box} from '../chart/labels.ts';
import {makeScale} from '../chart/scale.ts';
import type {Picture} from '../frame/FramePanel.tsx';

export interface CoordinatesLayout extends Pick<Picture, 'bottom' | 'left' | 'labels' | 'stops'> {
  plot: Box;
  zero: number;
}

/** Coordinates beyond this lie at the edge. */
const MOST = 4;

export function coordinatesLayout(width: number, height: number, values: ArrayLike<number>): CoordinatesLayout {
  const plot = {left: 30, top: 12, right: width - 12, bottom: height - 20};
  const x = makeScale('linear', [0.5, Math.max(1, values.length) + 0.5], [plot.left, plot.right]);
  const y = makeScale('linear', [-MOST, MOST], [plot.bottom, plot.top]);
  return {
    plot,
    zero: y(0),
    bottom: {scale: x, values: [1, values.length], format: String, at: plot.bottom},
    left: {scale: y, values: [-MOST, 0, MOST], format: String, at: plot.left},
    labels: [],
    stops: Array.from(values, (value, i) => ({
      x: x(i + 1),
      y: y(Math.max(-MOST, Math.min(MOST, value))),
      rows: [{label: `coordinate ${i + 1}`, value: formatValue(value)}],
    })),
  };
}
