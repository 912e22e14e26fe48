/** The brush of a drawing, without its canvas. */
import type {Dab, DrawingField} from '../../../spec/index.ts';

export interface Brush {
  of: number;
  x: number;
  y: number;
  spread: number;
}

const clamp = (value: number, from: number, to: number) => Math.min(to, Math.max(from, Math.round(value)));

/** Grid units by which an arrow key moves the brush, without and with Shift. */
const STEP = 2;
const LEAP = 10;

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** The brush after a key that moves it or chooses its class; undefined for every other key. */
export function brushAfter(key: string, shift: boolean, brush: Brush, field: DrawingField): Brush | undefined {
  const arrow = ARROWS[key];
  if (arrow)
    return brushAt(
      brush,
      brush.x + arrow[0] * (shift ? LEAP : STEP),
      brush.y + arrow[1] * (shift ? LEAP : STEP),
      field,
    );
  const digit = /^[1-9]$/.test(key) ? Number(key) : 0;
  return digit >= 1 && digit <= field.classes ? {...brush, of: digit - 1} : undefined;
}

export const brushAt = (brush: Brush, x: number, y: number, {grid}: DrawingField): Brush => ({
  ...brush,
  x: clamp(x, 0, grid),
  y: clamp(y, 0, grid),
});

/** The drawing with one more dab under the brush, if there is room. */
export function painted(dabs: readonly Dab[], {of, x, y, spread}: Brush, {most}: DrawingField): readonly Dab[] {
  return dabs.length < most ? [...dabs, [of, x, y, spread]] : dabs;
}

/** Whether a moving brush is far enough from its last dab for the next one: the clouds then overlap a little. */
export function isApart([, x, y, spread]: Dab, brush: Brush): boolean {
  return Math.hypot(brush.x - x, brush.y - y) >= 2 * Math.max(spread, brush.spread);
}
