import {strokeLine} from '../chart/paint.ts';
import type {Palette} from '../frame/palette.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {rampOf, stepOf} from './colours.ts';
import type {Matrix} from './cosines.ts';
import type {Cell, MatrixLayout} from './layout.ts';

/** The matrix as a picture with one pixel for each cell. */
export function pictureOf({size, cosines}: Matrix, palette: Palette): OffscreenCanvas {
  const canvas = new OffscreenCanvas(size, size);
  const context = canvas.getContext('2d')!;
  const image = context.createImageData(size, size);
  const ramp = rampOf(palette);
  cosines.forEach((cosine, i) => {
    const step = 3 * stepOf(cosine);
    image.data.set([ramp[step], ramp[step + 1], ramp[step + 2], 255], 4 * i);
  });
  context.putImageData(image, 0, 0);
  return canvas;
}

export function drawMatrix(
  {context, palette}: Surface,
  layout: MatrixLayout,
  picture: OffscreenCanvas | undefined,
): void {
  const {square, blocks} = layout;
  const side = square.right - square.left;
  if (picture) {
    context.imageSmoothingEnabled = false;
    context.drawImage(picture, square.left, square.top, side, side);
  }
  context.strokeStyle = palette.line;
  context.lineWidth = 1;
  context.strokeRect(square.left - 0.5, square.top - 0.5, side + 1, side + 1);
  for (const {left, top, right, bottom} of blocks) {
    context.strokeStyle = palette.warn;
    context.strokeRect(left + 0.5, top + 0.5, Math.max(1, right - left - 1), Math.max(1, bottom - top - 1));
  }
  // Where the diagonal begins and ends.
  for (const [x, y, d] of [
    [square.left, square.top, -1],
    [square.right, square.bottom, 1],
  ]) {
    strokeLine(context, [x + 2 * d, x + 8 * d], [y + 2 * d, y + 8 * d], {colour: palette.positive, width: 2});
  }
  drawLegend(context, palette, layout);
}

function drawLegend(context: CanvasRenderingContext2D, palette: Palette, {legend}: MatrixLayout): void {
  const ramp = rampOf(palette);
  const height = legend.bottom - legend.top;
  for (let y = 0; y < height; y++) {
    const step = 3 * stepOf(1 - (2 * y) / (height - 1));
    context.fillStyle = `rgb(${ramp[step]} ${ramp[step + 1]} ${ramp[step + 2]})`;
    context.fillRect(legend.left, legend.top + y, legend.right - legend.left, 1);
  }
  context.strokeStyle = palette.line;
  context.lineWidth = 1;
  context.strokeRect(legend.left - 0.5, legend.top - 0.5, legend.right - legend.left + 1, height + 1);
}

/** The row and the column of a cell, and a frame around it. */
export function drawCell({context, palette}: Surface, {square, cell}: MatrixLayout, {row, column}: Cell): void {
  const [x, y] = [square.left + column * cell, square.top + row * cell];
  const side = Math.max(cell, 3);
  strokeLine(context, [square.left - 5, square.left], [y + cell / 2, y + cell / 2], {colour: palette.ink});
  strokeLine(context, [x + cell / 2, x + cell / 2], [square.bottom, square.bottom + 4], {colour: palette.ink});
  context.lineWidth = 3;
  context.strokeStyle = palette.paper;
  context.strokeRect(x - 1.5, y - 1.5, side + 3, side + 3);
  context.lineWidth = 1.5;
  context.strokeStyle = palette.ink;
  context.strokeRect(x - 1.5, y - 1.5, side + 3, side + 3);
}
