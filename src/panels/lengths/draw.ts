import {DASHES, dot, fillUnder, horizontal, strokeLine} from '../chart/paint.ts';
import type {Stop} from '../frame/FramePanel.tsx';
import type {Surface} from '../frame/useCanvas.ts';
import type {LengthsLayout} from './layout.ts';

/** Opacity of the oldest line and of the newest. */
const AGES = [0.35, 0.9];
/** Of lines that come after the one that the reader looks at. */
const AHEAD = 0.2;

export function drawLengths({context, palette}: Surface, layout: LengthsLayout, read: Stop | undefined): void {
  const {plot, lines, shown, reference, stops} = layout;
  const at = read ? stops.indexOf(read) : -1;
  lines.forEach(({x, y, ground}, i) => {
    const ahead = i > shown;
    // A line hides what stands behind it, but nothing hides the one that is looked at.
    if (!ahead) fillUnder(context, x, y, ground, {colour: palette.paper, alpha: 0.82});
    if (i === shown) fillUnder(context, x, y, ground, {colour: palette.accent, alpha: palette.dark ? 0.28 : 0.16});
    const age = AGES[0] + ((AGES[1] - AGES[0]) * i) / Math.max(1, lines.length - 1);
    const lit = i === shown || i === at;
    strokeLine(context, x, y, {
      colour: i === shown ? palette.accent : lit ? palette.ink : palette.ink3,
      width: lit ? 2 : 1.2,
      alpha: lit ? 1 : ahead ? AHEAD : age,
    });
  });
  horizontal(context, plot.bottom, [plot.left, plot.right], {colour: palette.line});
  if (reference) strokeLine(context, reference.x, reference.y, {colour: palette.ink, width: 1.5, dashes: [5, 4]});
  strokeLine(
    context,
    lines.map(({mean}) => mean),
    lines.map(({ground}) => ground),
    {colour: palette.ink2, width: 1, dashes: DASHES},
  );
  lines.forEach(({mean, ground}, i) => {
    const lit = i === shown || i === at;
    const colour = i === shown ? palette.accent : lit ? palette.ink : palette.ink3;
    dot(context, mean, ground, {radius: lit ? 4 : 2.5, colour, ground: palette.paper});
  });
}
