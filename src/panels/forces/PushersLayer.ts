/** The points of the sphere in the colour of their push on one of them. */
import type {EmbeddingFrame, PointSet} from '../data.ts';
import type {Palette} from '../frame/palette.ts';
import type {Table} from '../frame/save.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {drawPicture} from '../hypersphere/picture.ts';
import type {Scene} from '../hypersphere/scene.ts';
import {type Signal, signal} from '../hypersphere/signal.ts';
import type {Layer, LayerView} from '../hypersphere/stage.ts';
import type {Weighing} from '../temperature/weighing.ts';
import {disc, ring} from './circles.ts';
import {veil} from './FieldLayer.ts';
import {type Pushers, pushersOn} from './pushers.ts';
import {pushersTable} from './pushTable.ts';

const VEIL = 0.84;
/** All discs together have this part of the sphere's area, however many share it: a disc is a share of the push. */
const INK = 0.045;
/** Pixels: the greatest radius of a disc, and the least. */
const LARGEST = 9;
const SMALLEST = 0.9;
/** Below this part of the hardest push a point stays under the veil. */
const LEAST = 1 / 400;
/** Pictures: of the point itself, and of those that push hardest. */
const ITSELF = 30;
const PICTURE = 20;
const MOST_PICTURES = 9;
/** Of all that lies behind the sphere. */
const BEHIND = 0.3;

interface Source {
  frame(): EmbeddingFrame | undefined;
  points(): PointSet | undefined;
  weighing(): Weighing | undefined;
  /** The point that the reader looks at. */
  hovered(): number | undefined;
}

export class PushersLayer implements Layer {
  readonly alone = true;
  /** What the legend says. */
  readonly text: Signal<{pushers: Pushers; points: PointSet; weighing: Weighing} | undefined> = signal<
    {pushers: Pushers; points: PointSet; weighing: Weighing} | undefined
  >(undefined);
  readonly #source: Source;
  /** The point that the reader chose, and the one looked at last. */
  #pinned: number | undefined;
  #last: number | undefined;
  #known: readonly unknown[] = [];

  constructor(source: Source, row: number | undefined) {
    this.#source = source;
    this.#last = row;
  }

  /** A point that is chosen stays, wherever the pointer goes, until it is chosen again. */
  select(row: number): void {
    this.#last = row;
    this.#pinned = this.#pinned === row ? undefined : row;
  }

  get isPinned(): boolean {
    return this.#pinned !== undefined;
  }

  table(): Table {
    const known = this.text.get();
    return pushersTable(known?.pushers, known?.points);
  }

  draw(surface: Surface, view: LayerView, side: 'behind' | 'before'): boolean {
    if (side === 'behind') return false;
    this.#take(view.scene);
    const known = this.text.get();
    if (!known || known.points.count !== view.scene.count) return false;
    veil(surface, view, VEIL);
    draw(surface, view, known.pushers, known.points);
    return false;
  }

  /** Works out the pushes anew where the points, the law or the point looked at are others. */
  #take(scene: Scene): void {
    const {frame, points, weighing, hovered} = this.#source;
    const now = {frame: frame(), points: points(), weighing: weighing()};
    this.#last = hovered() ?? this.#last;
    const row = this.#pinned ?? this.#last ?? inFront(scene);
    const inputs = [now.frame, now.points, now.weighing, row];
    if (inputs.every((input, i) => input === this.#known[i])) return;
    this.#known = inputs;
    const complete = now.frame && now.points && now.weighing && now.frame.count === now.points.count;
    if (!complete || row === undefined || row >= now.frame!.count) {
      this.text.set(undefined);
      return;
    }
    const {law, negatives} = now.weighing!;
    const pushers = pushersOn(now.frame!, now.points!, law, row, negatives === 'otherClasses');
    this.text.set({pushers, points: now.points!, weighing: now.weighing!});
  }
}

/** The point in the middle of the view. */
function inFront({count, places: {depth}}: Scene): number | undefined {
  let best: number | undefined;
  for (let row = 0; row < count; row++) if (best === undefined || depth[row] > depth[best]) best = row;
  return best;
}

function draw(
  {context, palette}: Surface,
  {scene, disc: {radius: whole}}: LayerView,
  pushers: Pushers,
  points: PointSet,
): void {
  const {rows, shares, own, row} = pushers;
  const {x, y, depth} = scene.places;
  const flat = scene.kind !== 'sphere';
  const strongest = Math.abs(shares[0] ?? 0);
  const faced = (at: number) => (flat || depth[at] >= 0 ? 1 : BEHIND);
  let last = 0;
  while (last < rows.length && Math.abs(shares[last]) >= LEAST * strongest && strongest > 0) last++;
  // The hardest lie on top.
  for (let i = last - 1; i >= 0; i--) {
    const share = Math.abs(shares[i]);
    const radius = whole * Math.sqrt(INK * share);
    context.fillStyle = shares[i] < 0 ? palette.positive : palette.negative;
    context.globalAlpha = faced(rows[i]) * (0.2 + 0.75 * Math.sqrt(share / strongest));
    disc(context, x[rows[i]], y[rows[i]], Math.min(LARGEST, Math.max(SMALLEST, radius)));
  }
  for (const at of picturesOf(pushers, points, scene, last)) {
    picture(context, palette, points, at, [x[at], y[at]], PICTURE, palette.negative);
  }
  for (const at of own) {
    context.globalAlpha = faced(at);
    picture(context, palette, points, at, [x[at], y[at]], PICTURE, palette.positive);
  }
  context.globalAlpha = faced(row);
  picture(context, palette, points, row, [x[row], y[row]], ITSELF, palette.accent);
  context.globalAlpha = 1;
}

/** Those that push hardest, as many as stand clear of one another and of the point's own. */
function picturesOf({rows, own, row}: Pushers, points: PointSet, scene: Scene, last: number): number[] {
  if (!points.sprite) return [];
  const {x, y, depth} = scene.places;
  const taken = [row, ...own];
  const found: number[] = [];
  for (let i = 0; i < last && found.length < MOST_PICTURES; i++) {
    const at = rows[i];
    if (depth[at] < 0 && scene.kind === 'sphere') continue;
    if (taken.some((other) => Math.hypot(x[other] - x[at], y[other] - y[at]) < 1.25 * PICTURE)) continue;
    taken.push(at);
    found.push(at);
  }
  return found;
}

function picture(
  context: CanvasRenderingContext2D,
  palette: Palette,
  points: PointSet,
  row: number,
  [x, y]: readonly [number, number],
  size: number,
  colour: string,
): void {
  const sprite = points.sprite?.(row);
  const radius = sprite ? size / 2 : size / 4;
  context.fillStyle = sprite ? palette.raised : (points.colour?.(row) ?? colour);
  disc(context, x, y, radius);
  if (sprite) drawPicture(context, sprite, x, y, size * 0.72, palette.dark);
  context.strokeStyle = colour;
  context.lineWidth = size === ITSELF ? 2.25 : 1.5;
  ring(context, x, y, radius);
}
