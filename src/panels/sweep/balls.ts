/** Tiny spheres: live clouds of points, each kept as a picture of its own, so that only what moves is drawn anew. */
import type {EmbeddingFrame, PointSet} from '../data.ts';
import type {Palette} from '../frame/palette.ts';
import {drawDots} from '../hypersphere/drawDots.ts';
import {type Disc, dotKinds, RIM} from '../hypersphere/layout.ts';
import {matrixOf} from '../hypersphere/rotation.ts';
import {Scene} from '../hypersphere/scene.ts';
import type {Camera} from '../hypersphere/stage.ts';
import {firstView} from '../hypersphere/turn.ts';

export interface BallView {
  points: PointSet;
  camera: Camera;
  palette: Palette;
  /** Device pixels per CSS pixel. */
  ratio: number;
  radius: number;
  now: number;
  still: boolean;
}

/** Room around the sphere for its rim, in CSS pixels. */
const ROOM = 2;
/** Milliseconds that points take to a new frame. */
const GLIDE = 500;

export class Ball {
  readonly #scene = new Scene();
  readonly #matrix = new Float64Array(9);
  readonly #canvas = document.createElement('canvas');
  #painted = '';
  moving = false;

  /** Draws the sphere around (x, y), anew if it has moved since the last time. */
  draw(
    context: CanvasRenderingContext2D,
    x: number,
    y: number,
    frame: EmbeddingFrame | undefined,
    view: BallView,
  ): void {
    const {points, camera, palette, ratio, radius, now, still} = view;
    const scene = this.#scene;
    scene.setPoints(points);
    const isNew = frame !== undefined && frame !== scene.frame;
    if (isNew && scene.take(frame, now, still, GLIDE) && !camera.placed) {
      camera.turn.reset(firstView(scene.middle()));
      camera.placed = true;
    }
    matrixOf(camera.turn.now, this.#matrix);
    const state = `${camera.turn.now.join()} ${radius} ${ratio} ${palette.dark} ${scene.frame?.tick}`;
    if (isNew || this.moving || state !== this.#painted) this.#paint(view);
    this.#painted = state;
    const side = 2 * (radius + ROOM);
    context.drawImage(this.#canvas, x - side / 2, y - side / 2, side, side);
  }

  #paint({points, palette, ratio, radius, now, still}: BallView): void {
    const canvas = this.#canvas;
    const half = radius + ROOM;
    const side = Math.round(2 * half * ratio);
    if (canvas.width !== side) Object.assign(canvas, {width: side, height: side});
    const context = canvas.getContext('2d')!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, 2 * half, 2 * half);
    const disc = {x: half, y: half, radius};
    const scene = this.#scene;
    this.moving = scene.arrange({
      ...{now, disc, matrix: this.#matrix, width: 2 * half, height: 2 * half, size: 8},
      ...{emphasis: undefined, still},
    });
    drawBody(context, palette, disc, scene.kind === 'circle');
    if (scene.count === 0) return;
    const scale = Math.min(0.95, 0.42 + radius / 100);
    drawDots(context, palette, scene, points, scale, [0, dotKinds(points.groups.length)]);
  }
}

/** A small globe, lit from the upper left; a ring for points on a circle. */
function drawBody(context: CanvasRenderingContext2D, palette: Palette, {x, y, radius}: Disc, circle: boolean): void {
  context.beginPath();
  context.arc(x, y, circle ? RIM * radius : radius, 0, 2 * Math.PI);
  context.strokeStyle = palette.ghost;
  context.lineWidth = 1;
  if (!circle) {
    const light = context.createRadialGradient(
      ...([x - 0.35 * radius, y - 0.4 * radius, 0.1 * radius, x, y, radius] as const),
    );
    light.addColorStop(0, palette.raised);
    light.addColorStop(0.65, palette.paper);
    light.addColorStop(1, palette.line);
    context.fillStyle = palette.paper;
    context.fill();
    context.fillStyle = light;
    context.fill();
  }
  context.stroke();
}
