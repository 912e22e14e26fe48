import type {Sprite} from '../data.ts';

/** What black ink is laid on where the page is dark: its light paper. */
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
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, left, top, source, source, x - side / 2, y - side / 2, side, side);
}
