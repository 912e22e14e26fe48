import type {Sprite} from '../data.ts';

/** The light ground for black ink on a dark page. */
const GROUND = '#c4c1b8';

/** Draws a picture with its centre at (x, y), `size` wide. Ink lies on a light disc where the page is dark. */
export function drawPicture(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  {image, x: left, y: top, size: source, ink}: Sprite,
  x: number,
  y: number,
  size: number,
  dark: boolean,
): void {
  let side = size;
  if (ink && dark) {
    context.fillStyle = GROUND;
    context.beginPath();
    context.arc(x, y, size / 2, 0, 2 * Math.PI);
    context.fill();
    side *= 0.8;
  }
  // The pictures stand edge to edge in their atlas and smoothing looks beyond the edge: a little is left off. Enlarging
  // with high quality would look further.
  const inset = side < source ? 1 : 0.5;
  const inner = source - 2 * inset;
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = side < source ? 'high' : 'low';
  context.drawImage(image, left + inset, top + inset, inner, inner, x - side / 2, y - side / 2, side, side);
}
