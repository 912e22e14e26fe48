/** Draws the whole scene, from back to front. */
import type {PointSet} from '../data.ts';
import type {Palette} from '../frame/palette.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {DotSheet} from './DotSheet.ts';
import {drawBall, drawGlobe, drawGraticule} from './drawBody.ts';
import {drawCircle} from './drawCircle.ts';
import {dotScale, drawDots, firstInFront} from './drawDots.ts';
import {drawMarks, type Marks} from './drawMarks.ts';
import {type Disc, dotKinds} from './layout.ts';
import {PictureSheet} from './PictureSheet.ts';
import {drawPicture} from './picture.ts';
import type {Scene} from './scene.ts';
import type {Layer} from './stage.ts';

export interface View {
  disc: Disc;
  matrix: Float64Array;
  /** The size of a picture in CSS pixels. */
  size: number;
  emphasis: Uint8Array | undefined;
  /** Groups that the reader chose. */
  chosen: ReadonlySet<number>;
  marks: Marks;
  /** Whether nothing moves: pictures then stand on whole pixels, which in motion would make them tremble. */
  crisp: boolean;
  still: boolean;
  /** Layers that are drawn among the points. */
  layers: Iterable<Layer>;
}

/** Pictures are at most 12 pixels, and smaller on a small sphere. */
export const pictureSize = (disc: Disc): number => Math.min(12, Math.max(8, Math.round(disc.radius / 22)));

/**
 * Below so many pixels of the device to one of the page, dots are written as pixels. Screens with more of them have GPUs as a
 * rule, to which four times as many pixels would have to be sent at each frame.
 */
const COARSE = 1.5;

/** Draws the scene, and keeps the pictures at the size in which it needs them. */
export class Painter {
  #dots: DotSheet | undefined;
  #pictures: PictureSheet | undefined;
  #picturesFor: readonly unknown[] = [];

  /** Draws; true while pictures are still being made ready, or a layer is on its way. */
  draw(surface: Surface, scene: Scene, points: PointSet | undefined, view: View): boolean {
    const {context, palette} = surface;
    const {disc, matrix, size, marks, still} = view;
    const ratio = context.getTransform().a;
    if (!surface.vector)
      this.#setPictures(scene, points, [points, size, ratio, palette.dark], size * ratio, palette.dark);
    let waiting = (!surface.vector && this.#pictures?.prepare(scene.placement.placed)) || false;
    const drawLayers = (side: 'behind' | 'before') => {
      for (const layer of view.layers) {
        waiting = layer.draw(surface, {scene, disc, matrix, still}, side) || waiting;
      }
    };
    drawGround(context, palette, scene, points, view);
    if (points && scene.count > 0) {
      const groups = points.groups.length;
      const scale = dotScale(scene.count, disc.radius);
      const front = scene.kind === 'sphere' ? firstInFront(groups) : 0;
      const dots = (first: number, last: number) => {
        const sheet = surface.vector || ratio >= COARSE ? undefined : this.#sheetOf(disc, ratio);
        drawDots(context, palette, scene, points, scale, [first, last], sheet);
      };
      if (scene.kind === 'sphere') {
        dots(0, front);
        drawLayers('behind');
        drawGraticule(context, palette, disc, matrix);
      }
      dots(front, dotKinds(groups));
      if (surface.vector) drawSprites(context, scene, points, size, palette.dark);
      else this.#drawPictures(context, scene, ratio, view.crisp);
      drawLayers('before');
      if (![...view.layers].some(({alone}) => alone)) drawMarks(context, palette, scene, points, marks, disc, size);
    } else if (scene.kind === 'sphere') drawGraticule(context, palette, disc, matrix);
    return waiting;
  }

  #sheetOf(disc: Disc, ratio: number): DotSheet {
    this.#dots ??= new DotSheet();
    this.#dots.begin(disc, ratio);
    return this.#dots;
  }

  #setPictures(scene: Scene, points: PointSet | undefined, by: readonly unknown[], size: number, dark: boolean): void {
    if (by.every((value, i) => value === this.#picturesFor[i])) return;
    this.#picturesFor = by;
    this.#pictures = points?.sprite && new PictureSheet(points, scene.pictured, size, dark);
  }

  #drawPictures(
    context: CanvasRenderingContext2D,
    {pictured, presence, places: {x, y}}: Scene,
    ratio: number,
    crisp: boolean,
  ): void {
    const pictures = this.#pictures;
    if (!pictures) return;
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    for (const row of pictured) {
      if (presence[row] === 0) continue;
      context.globalAlpha = presence[row];
      const [px, py] = [x[row] * ratio, y[row] * ratio];
      if (crisp) pictures.draw(context, row, Math.round(px), Math.round(py));
      else pictures.draw(context, row, px, py);
    }
    context.restore();
  }
}

/** The pictures as they are in their atlas, for a file that may be enlarged. */
function drawSprites(
  context: CanvasRenderingContext2D,
  {pictured, presence, places: {x, y}}: Scene,
  points: PointSet,
  size: number,
  dark: boolean,
): void {
  context.save();
  for (const row of pictured) {
    const sprite = presence[row] > 0 && points.sprite?.(row);
    if (!sprite) continue;
    context.globalAlpha = presence[row];
    drawPicture(context, sprite, x[row], y[row], size, dark);
  }
  context.restore();
}

/** What lies under the points. */
function drawGround(
  context: CanvasRenderingContext2D,
  palette: Palette,
  {kind, glide, count}: Scene,
  points: PointSet | undefined,
  {disc, matrix, chosen}: View,
): void {
  if (kind === 'sphere') drawGlobe(context, palette, disc, matrix);
  else if (kind === 'projection') drawBall(context, palette, disc, matrix);
  else {
    const circle = points && {positions: glide.at, count, groupOf: points.groupOf, groups: points.groups.length};
    drawCircle(context, palette, disc, circle, chosen);
  }
}
