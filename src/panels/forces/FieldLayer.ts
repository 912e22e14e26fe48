/** The gradient field among the points of the sphere. */
import type {BatchFrame, PointSet} from '../data.ts';
import type {Table} from '../frame/save.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {drawRim} from '../hypersphere/drawBody.ts';
import {RIM} from '../hypersphere/layout.ts';
import {type Signal, signal} from '../hypersphere/signal.ts';
import type {Layer, LayerView} from '../hypersphere/stage.ts';
import {drawArrow} from './drawArrow.ts';
import {
  type Arrows,
  angleOf,
  arrowsOf,
  betweenArrows,
  curveOf,
  medianOf,
  PIECES,
  sameViews,
  UNIT,
  unitOf,
} from './field.ts';
import {pushTable} from './pushTable.ts';

/** Milliseconds of the transition from one set of arrows to the next. */
const CHANGE = 260;
/** Opacity of the veil over the points, under the arrows. */
const VEIL = 0.5;
/** Pixels by which dots on the rim reach beyond it. */
const OVERHANG = 6;

/** The values of the legend. */
export interface FieldText {
  tick: number;
  pairs: number;
  shown: number;
  dimension: number;
  unit: number | undefined;
  /** Length of an arrow of one unit, in pixels. */
  length: number;
  median: number;
}

interface Still {
  arrows: Arrows;
  unit: number;
}

export class FieldLayer implements Layer {
  readonly text: Signal<FieldText | undefined> = signal<FieldText | undefined>(undefined);
  readonly #source: () => BatchFrame | undefined;
  readonly #points: () => PointSet | undefined;
  readonly #onTaken: (sameTick: boolean) => void;
  #frame: BatchFrame | undefined;
  #now: Still | undefined;
  #before: Still | undefined;
  /** Whether the old arrows turn into the new ones; else they fade. */
  #turns = false;
  #start = 0;
  readonly #curve = new Float64Array(3 * (PIECES + 1));

  /** `onTaken` is called when a frame is drawn; its argument says whether the frame shows the same batch as before. */
  constructor(
    source: () => BatchFrame | undefined,
    points: () => PointSet | undefined,
    onTaken: (sameTick: boolean) => void,
  ) {
    this.#source = source;
    this.#points = points;
    this.#onTaken = onTaken;
  }

  table(): Table {
    return pushTable(this.#frame, this.#points());
  }

  draw(surface: Surface, view: LayerView, side: 'behind' | 'before'): boolean {
    const {now} = surface;
    this.#take(view, now);
    const t = view.still ? 1 : Math.min(1, (now - this.#start) / CHANGE);
    if (t === 1) this.#before = undefined;
    if (side === 'before') veil(surface, view);
    const {context} = surface;
    if (this.#before && this.#now && this.#turns) {
      const unit = this.#before.unit * (this.#now.unit / this.#before.unit) ** t;
      this.#drawAll(surface, view, side, {arrows: betweenArrows(this.#before.arrows, this.#now.arrows, t), unit}, 1);
    } else {
      if (this.#before) this.#drawAll(surface, view, side, this.#before, 1 - t);
      if (this.#now) this.#drawAll(surface, view, side, this.#now, this.#before ? t : 1);
    }
    context.globalAlpha = 1;
    return t < 1;
  }

  #take({scene, disc}: LayerView, now: number): void {
    const length = Math.round(UNIT * disc.radius);
    const text = this.text.get();
    if (text && text.length !== length) this.text.set({...text, length});
    const frame = this.#source();
    if (frame === this.#frame || (frame && frame.dimension !== scene.frame?.dimension)) return;
    const last = this.#frame;
    this.#frame = frame;
    this.#before = this.#now;
    this.#start = now;
    this.#turns = frame !== undefined && last !== undefined && sameViews(last, frame);
    if (!frame) {
      this.#now = undefined;
      this.text.set(undefined);
      return;
    }
    const arrows = arrowsOf(frame, (vectors, dimension) => scene.positionsOf(vectors, dimension));
    const median = medianOf(arrows.pushes);
    const unit = unitOf(median, this.#before?.unit);
    this.#now = {arrows, unit: unit ?? 1};
    const {tick, pairs, dimension} = frame;
    this.text.set({tick, pairs, shown: arrows.count / 2, dimension, unit, length, median});
    this.#onTaken(last?.tick === tick);
  }

  #drawAll({context, palette}: Surface, view: LayerView, side: 'behind' | 'before', still: Still, alpha: number): void {
    const {arrows, unit} = still;
    const {scene, disc, matrix} = view;
    const {kind} = scene;
    const flat = kind === 'projection';
    const look = {
      colour: palette.accent,
      width: 1.2,
      head: Math.min(7, Math.max(4, disc.radius / 50)),
      alpha: 0.9 * alpha,
      hidden: (flat ? 0.4 : 0.22) * alpha,
    };
    const {emphasis} = scene;
    for (let i = 0; i < arrows.count; i++) {
      if (emphasis?.[arrows.rows[i]] === 0) continue;
      curveOf(arrows, i, angleOf(arrows.pushes[i], unit), {kind, disc, matrix}, this.#curve);
      if (kind === 'sphere' && this.#curve[2] >= 0 !== (side === 'before')) continue;
      drawArrow(context, this.#curve, look);
    }
  }
}

/** Fades the points, so that the arrows can be read. */
export function veil({context, palette}: Surface, {scene, disc}: LayerView, strength = VEIL): void {
  const circle = scene.kind === 'circle';
  context.globalAlpha = strength;
  context.fillStyle = palette.paper;
  context.beginPath();
  context.arc(disc.x, disc.y, circle ? disc.radius * RIM - 1 : disc.radius + OVERHANG, 0, 2 * Math.PI);
  context.fill();
  context.globalAlpha = 1;
  if (!circle) drawRim(context, palette, disc);
}
