/** One step in slow motion, among the points of the sphere. */

import {alongLine, type Box} from '../chart/labels.ts';
import type {BatchFrame, PointSet} from '../data.ts';
import type {Palette} from '../frame/palette.ts';
import type {Table} from '../frame/save.ts';
import type {Surface} from '../frame/useCanvas.ts';
import type {Scene} from '../hypersphere/scene.ts';
import type {Layer, LayerView} from '../hypersphere/stage.ts';
import {disc} from './circles.ts';
import {drawArrow} from './drawArrow.ts';
import {veil} from './FieldLayer.ts';
import {type Arrows, curveOf, PIECES} from './field.ts';
import {LISTED, slowTable} from './sentences.ts';
import type {SlowState} from './slow.ts';
import {drawLabels, drawMarks, LARGE, labelsOf, type Mark, marksOf} from './slowMarks.ts';
import {drawWay, placeOf} from './way.ts';

/** The length of the longest force at the anchor, in radians. */
const LONGEST = 0.42;
/** The length of the arrows after a step, in radians: the step itself is too small to be seen. */
const STEP_LENGTH = 0.3;
/** The radius of the largest disc of a negative, in pixels. */
const BUBBLE = 8;
const VEIL = 0.78;
/** Opacity of the veil while the points move: they must be seen. */
const VEIL_MOVING = 0.35;
/** Milliseconds that the step takes. */
const GLIDE = 1600;

export class SlowLayer implements Layer {
  readonly alone = true;
  readonly #state: () => SlowState | undefined;
  readonly #points: () => PointSet | undefined;
  readonly #onSelect: (row: number) => void;
  readonly #curve = new Float64Array(3 * (PIECES + 1));
  #positions: {frame: BatchFrame; shown: unknown; all: Float32Array} | undefined;

  constructor(state: () => SlowState | undefined, points: () => PointSet | undefined, onSelect: (row: number) => void) {
    this.#state = state;
    this.#points = points;
    this.#onSelect = onSelect;
  }

  get glide(): number | undefined {
    return this.#state()?.act === 'move' ? GLIDE : undefined;
  }

  select(row: number): void {
    this.#onSelect(row);
  }

  table(): Table {
    const [state, points] = [this.#state(), this.#points()];
    return state && points ? slowTable(state, points) : {caption: 'No batch has arrived yet.', columns: [], rows: []};
  }

  /** Where the anchor is in the picture, [3]. */
  placeOfAnchor(scene: Scene): Float32Array | undefined {
    const state = this.#state();
    return state && this.#all(scene, state.frame).subarray(3 * state.anchor, 3 * state.anchor + 3);
  }

  draw(surface: Surface, view: LayerView, side: 'behind' | 'before'): boolean {
    if (side === 'behind') return false;
    const [state, points] = [this.#state(), this.#points()];
    const moving = state?.act === 'move';
    veil(surface, view, moving ? VEIL_MOVING : VEIL);
    if (!state || !points || state.frame.dimension !== view.scene.frame?.dimension) return false;
    if (moving) this.#drawMove(surface, view, state, points);
    else this.#drawForces(surface, view, state, points);
    surface.context.globalAlpha = 1;
    return false;
  }

  #all(scene: Scene, frame: BatchFrame): Float32Array {
    const last = this.#positions;
    if (last?.frame === frame && last.shown === scene.frame) return last.all;
    const all = scene.positionsOf(frame.points, frame.dimension);
    this.#positions = {frame, shown: scene.frame, all};
    return all;
  }

  // --- Acts before the step ------------------------------------------------------------------------------------------

  #drawForces({context, palette, width, height}: Surface, view: LayerView, state: SlowState, points: PointSet): void {
    const {frame, act, forces, anchor, positive} = state;
    const all = this.#all(view.scene, frame);
    const at = (which: number) => placeOf(view, all.subarray(3 * which, 3 * which + 3), frame.rows[which]);
    const pushes = act === 'push' && forces !== undefined;
    const listed = pushes && state.forces!.push.some((x) => x !== 0) ? forces.negatives.slice(0, LISTED) : [];
    const marks = marksOf(
      state,
      points,
      at,
      listed.map((other) => other.view),
    );
    if (forces) {
      const most = pushes && listed.length > 0 ? forces.negatives[0].share : undefined;
      for (const other of forces.negatives) {
        const [x, y, depth] = at(other.view);
        const radius = most === undefined ? 1.4 : Math.max(0.9, BUBBLE * Math.sqrt(other.share / most));
        context.globalAlpha = (depth >= 0 ? 1 : 0.35) * (most === undefined ? 0.7 : 0.3);
        context.fillStyle = most === undefined ? palette.ink3 : palette.negative;
        disc(context, x, y, radius);
      }
      if (act === 'pair' || act === 'pull') drawWay(context, palette.positive, {view, all, frame}, [anchor, positive]);
      for (const {view: from, share} of listed.toReversed()) {
        const width = 0.5 + 1.5 * Math.sqrt(share / listed[0].share);
        drawWay(context, palette.negative, {view, all, frame}, [from, anchor], width);
      }
    } else drawWay(context, palette.positive, {view, all, frame}, [anchor, positive]);
    drawMarks(context, palette, points, marks, view.scene.kind === 'projection');
    const from = all.subarray(3 * anchor, 3 * anchor + 3);
    const taken =
      act === 'pair' ? [] : this.#drawArrows(context, view, state, arrowsOn(state, palette), from, marks[0].size);
    drawLabels(context, palette, labelsOf(marks, state), marks, {width, height}, taken);
  }

  /** Draws arrows at the anchor, the longest `LONGEST` long. Returns boxes along them, which labels must not cover. */
  #drawArrows(
    context: CanvasRenderingContext2D,
    {scene, disc, matrix}: LayerView,
    {frame, anchor}: SlowState,
    {drawn, most}: Drawn,
    from: Float32Array,
    size: number,
  ): Box[] {
    // Arrows begin at the rim of the anchor's picture.
    const gap = (size / 2 + 2) / disc.radius;
    return drawn.flatMap(({vector, colour, width}) => {
      const length = Math.hypot(...vector);
      if (length === 0) return [];
      const along = scene.positionsOf(
        Float32Array.from(vector, (x) => x / length),
        frame.dimension,
      );
      const rows = Int32Array.of(frame.rows[anchor]);
      const whole: Arrows = {count: 1, rows, from, along, pushes: Float32Array.of(length)};
      curveOf(whole, 0, (LONGEST * length) / most, {kind: scene.kind, disc, matrix}, this.#curve, gap);
      drawArrow(context, this.#curve, {colour, width, head: 6 + 2 * width, alpha: 1, hidden: 0.4});
      const places = Array.from({length: PIECES + 1}, (_, k) => [this.#curve[3 * k], this.#curve[3 * k + 1]]);
      return alongLine(
        places.map(([x]) => x),
        places.map(([, y]) => y),
      );
    });
  }

  // --- The step ------------------------------------------------------------------------------------------------------

  /** Draws the anchor's point where it is now, and its movement, enlarged. */
  #drawMove({context, palette}: Surface, view: LayerView, state: SlowState, points: PointSet): void {
    const {frame, anchor, before, moved} = state;
    const {scene} = view;
    const row = frame.rows[anchor];
    const {x, y, depth} = scene.places;
    const size = points.sprite ? LARGE : 14;
    const [px, py] = [x[row], y[row]];
    const mark: Mark = {
      view: anchor,
      row,
      at: [px, py, depth[row]],
      x: px,
      y: py,
      radius: size / 2,
      role: 'anchor',
      size,
    };
    drawMarks(context, palette, points, [mark], scene.kind === 'projection');
    if (!before || !moved) return;
    const from = scene.glide.at.slice(3 * row, 3 * row + 3);
    const drawn = [
      {vector: [...state.push], colour: palette.accent, width: 1.75},
      {vector: moved.way, colour: palette.ink, width: 1.75},
    ].map((arrow) => ({...arrow, vector: scaledTo(arrow.vector, STEP_LENGTH)}));
    this.#drawArrows(context, view, state, {drawn, most: LONGEST}, from, size);
  }
}

const scaledTo = (vector: readonly number[], length: number): number[] => {
  const now = Math.hypot(...vector) || 1;
  return vector.map((x) => (x * length) / now);
};

interface Drawn {
  drawn: readonly {vector: readonly number[]; colour: string; width: number}[];
  /** The length of the longest force. */
  most: number;
}

/** The forces of an act, on one scale for all acts. The sum is drawn below the others. */
function arrowsOn({act, forces, push}: SlowState, palette: Palette): Drawn {
  const pull = {vector: [...(forces?.pull ?? [])], colour: palette.positive, width: 1.75};
  const pushed = {vector: [...(forces?.push ?? [])], colour: palette.negative, width: 1.75};
  const asked = {vector: [...(forces?.asked ?? [])], colour: palette.ink3, width: 1.5};
  const total = {vector: [...push], colour: palette.accent, width: 4};
  const all = [total, asked, pushed, pull];
  const most = Math.max(...all.map(({vector}) => Math.hypot(...vector)));
  const drawn = act === 'pull' ? [pull] : act === 'push' ? [pushed] : all;
  return {drawn, most};
}
