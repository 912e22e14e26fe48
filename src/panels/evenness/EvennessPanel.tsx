/** How even is it: the sphere in the colours of its density, beside as many points that are spread evenly. */
import './evenness.css';
import {type CSSProperties, useState} from 'react';
import {formatSteps, formatValue} from '../chart/format.ts';
import {wantsCalm} from '../chart/glide.ts';
import type {EmbeddingFrame, Feed} from '../data.ts';
import {PanelFrame} from '../frame/PanelFrame.tsx';
import {type Surface, useCanvas} from '../frame/useCanvas.ts';
import {useFeed} from '../frame/useFeed.ts';
import {type Disc, kindOf} from '../hypersphere/layout.ts';
import {matrixOf} from '../hypersphere/rotation.ts';
import {type Signal, signal} from '../hypersphere/signal.ts';
import type {Stage} from '../hypersphere/stage.ts';
import {HOME} from '../hypersphere/turn.ts';
import {type Gathered, gather, NODES} from './cube.ts';
import {levelsAround, levelsOn, ROUND} from './density.ts';
import {drawBand, drawEvenBall, drawRing, drawScale, drawSpecks} from './draw.ts';
import {latticeInBall, latticeOnCircle, latticeOnSphere} from './lattice.ts';
import {type Evenness, type EvennessLayout, evennessLayout, evennessTable, partsOf, spoken} from './layout.ts';
import {PaintedBall} from './PaintedBall.ts';
import {evenPotential, sampleOf, uniformityOf, uniformityWhenEven} from './potential.ts';

interface Props {
  frame: Feed<EmbeddingFrame | undefined>;
  /** The figure with which it turns. */
  stage: Stage | undefined;
  formula?: () => Promise<string>;
}

const HOME_TURN: Feed<Float64Array> = signal(matrixOf(HOME));

export default function EvennessPanel({frame, stage, formula}: Props) {
  const [view] = useState(() => new EvennessView());
  const turned = stage?.turned ?? HOME_TURN;
  const {ref} = useCanvas((surface) => view.draw(surface, frame.get(), stage, turned.get()), [frame, turned]);
  const known = useFeed(view.known);
  const layout = useFeed(view.layout);
  return (
    <PanelFrame
      id="evenness"
      title="How even is it?"
      sentence={<Sentence known={known} />}
      formula={formula}
      table={() => evennessTable(view.known.get())}
    >
      <div className="evenness" data-testid="evenness" data-tick={known?.tick} data-uniformity={known?.uniformity}>
        <canvas ref={ref} role="img" aria-label={known ? spoken(known) : 'No points have arrived yet.'} />
        {known && layout && <Words known={known} layout={layout} />}
      </div>
    </PanelFrame>
  );
}

function Sentence({known}: {known: Evenness | undefined}) {
  const surface = known?.kind === 'circle' ? 'circle' : 'sphere';
  return (
    <>
      How crowded each place of the {surface} is, by the kernel of the uniformity loss.
      {known?.kind === 'projection' &&
        ` Seen: the sphere that the figure’s 3 directions cut out of ${known.dimension} dimensions.`}
    </>
  );
}

function Words({known, layout}: {known: Evenness; layout: EvennessLayout}) {
  const {mine, even, scale} = layout;
  const at = (x: number, y: number): CSSProperties => ({left: x, top: y});
  const under = ({y, radius}: Disc) => y + radius + 3;
  return (
    <>
      <p className="evenness-number" style={at(mine.x, under(mine))}>
        <span data-picture-text>
          uniformity <b>{formatValue(known.uniformity)}</b>
        </span>
        <small data-picture-text>{formatSteps(known.count)} points now</small>
      </p>
      <p className="evenness-number" style={at(even.x, under(even))}>
        <span data-picture-text>
          uniformity <b>{formatValue(known.best)}</b>
        </span>
        <small data-picture-text>as many, spread evenly</small>
      </p>
      {(['crowded', 'even', 'empty'] as const).map((word, i) => (
        <span
          key={word}
          className="evenness-mark"
          style={at(scale.x - 20, scale.top + (i * (scale.bottom - scale.top)) / 2)}
          data-picture-text
        >
          {word}
        </span>
      ))}
    </>
  );
}

/** Milliseconds between two densities, however fast frames come. */
const EVERY = 220;
/** Animation frames over which the work on a density is spread. */
const PARTS = 4;

/** A density that is being worked out. */
interface Work {
  frame: EmbeddingFrame;
  positions: Float32Array;
  gathered: Gathered;
  uniformity: number;
  part: number;
}

/** What the panel keeps between drawings. */
class EvennessView {
  readonly known: Signal<Evenness | undefined> = signal<Evenness | undefined>(undefined);
  readonly layout: Signal<EvennessLayout | undefined> = signal<EvennessLayout | undefined>(undefined);
  readonly #ball = new PaintedBall();
  readonly #levels = new Float32Array(NODES);
  readonly #round = new Float32Array(ROUND);
  #frame: EmbeddingFrame | undefined;
  #stage: Stage | undefined;
  /** The points that are drawn: a sample. */
  #specks: Float32Array = new Float32Array(0);
  #even: {key: string; positions: Float32Array} | undefined;
  #work: Work | undefined;
  #taken = Number.NEGATIVE_INFINITY;

  draw(surface: Surface, frame: EmbeddingFrame | undefined, stage: Stage | undefined, turned: Float64Array): boolean {
    const {context, palette, width, height, now} = surface;
    this.#place(width, height);
    // Another figure projects in another way.
    if (stage !== this.#stage) this.#frame = undefined;
    this.#stage = stage;
    const waits = this.#takeIn(frame, stage, now);
    const shown = this.known.get();
    const layout = this.layout.get()!;
    const ramp = this.#ball.ramp(palette);
    if (!shown) return waits;
    drawScale(context, palette, ramp, layout);
    const points = this.#evenPoints(shown);
    if (shown.kind === 'circle') {
      drawBand(context, palette, ramp, layout.mine, (at) => this.#round[at]);
      drawRing(context, palette, this.#specks, layout.mine);
      drawBand(context, palette, ramp, layout.even, () => 0.5);
      drawRing(context, palette, points, layout.even);
      return waits;
    }
    const fades = this.#ball.draw(context, palette, layout.mine, turned, now);
    drawSpecks(context, palette.ink, this.#specks, layout.mine, turned, {size: 1.3, alpha: 0.42});
    drawEvenBall(context, palette, ramp, points, layout.even, turned);
    return waits || fades;
  }

  #place(width: number, height: number): void {
    const next = evennessLayout(width, height);
    const last = this.layout.get();
    if (last?.mine.x !== next.mine.x || last.mine.y !== next.mine.y || last.mine.radius !== next.mine.radius) {
      this.layout.set(next);
    }
  }

  /** Goes on with the work on the newest frame; true while there is some left, or the next frame must wait. */
  #takeIn(frame: EmbeddingFrame | undefined, stage: Stage | undefined, now: number): boolean {
    if (!frame || frame.count < 2) {
      this.#frame = undefined;
      this.#work = undefined;
      if (this.known.get()) this.known.set(undefined);
      return false;
    }
    if (!this.#work && frame !== this.#frame) {
      if (now - this.#taken < EVERY) return true;
      const positions = positionsIn(frame, stage);
      if (!positions) return false;
      this.#frame = frame;
      this.#taken = now;
      const gathered = gather(positions, frame.count);
      this.#work = {frame, positions, gathered, uniformity: uniformityOf(frame), part: 0};
      return true;
    }
    if (!this.#work) return false;
    const {gathered, part, frame: of} = this.#work;
    const even = evenPotential(of.dimension);
    if (kindOf(of.dimension) === 'circle') {
      levelsAround(this.#work.positions, of.count, even, this.#round);
      this.#finish(this.#work, this.#round, now);
      return false;
    }
    const nodes = (which: number) => Math.round((which * NODES) / PARTS);
    levelsOn(gathered, even, this.#levels, [nodes(part), nodes(part + 1)]);
    this.#work.part++;
    if (this.#work.part === PARTS) this.#finish(this.#work, this.#levels, now);
    return true;
  }

  #finish({frame, positions, uniformity}: Work, levels: Float32Array, now: number): void {
    const {tick, count, dimension} = frame;
    const kind = kindOf(dimension);
    if (kind !== 'circle') this.#ball.set((all) => all.set(levels), now, wantsCalm());
    this.#work = undefined;
    this.#specks = specksOf(positions, count);
    const best = uniformityWhenEven(count, dimension);
    this.known.set({tick, kind, count, dimension, uniformity, best, ...partsOf(levels)});
  }

  #evenPoints({kind, count, dimension}: Evenness): Float32Array {
    const key = `${count} ${dimension}`;
    if (this.#even?.key !== key) {
      const positions =
        kind === 'circle'
          ? latticeOnCircle(count)
          : kind === 'sphere'
            ? latticeOnSphere(count)
            : latticeInBall(count, dimension);
      this.#even = {key, positions};
    }
    return this.#even.positions;
  }
}

/** Points that are drawn over the colours. */
const MOST_SPECKS = 800;

function specksOf(positions: Float32Array, count: number): Float32Array {
  const rows = sampleOf(count, MOST_SPECKS);
  const out = new Float32Array(3 * rows.length);
  for (const [i, row] of rows.entries()) out.set(positions.subarray(3 * row, 3 * row + 3), 3 * i);
  return out;
}

/** Where the figure has the points; undefined while it does not know how to project them. */
function positionsIn({count, dimension, data}: EmbeddingFrame, stage: Stage | undefined): Float32Array | undefined {
  if (dimension === 3) return data;
  if (dimension > 3) {
    const positions = stage?.scene.positionsOf(data, dimension);
    return positions?.some((value) => value !== 0) ? positions : undefined;
  }
  const out = new Float32Array(3 * count);
  for (let row = 0; row < count; row++) {
    for (let d = 0; d < dimension; d++) out[3 * row + d] = data[dimension * row + d];
  }
  return out;
}
