/** Two spheres as one picture: the second one turned onto the first, and the same thing pointed at in both. */
import type {EmbeddingFrame, Feed, PointSet} from '../../../panels/data.ts';
import {type Alignment, alignment, frameOf, Onlooker, type Seen} from '../../../panels/hypersphere/alignment.ts';
import {kindOf} from '../../../panels/hypersphere/layout.ts';
import {type Signal, signal} from '../../../panels/hypersphere/signal.ts';
import {type Partners, partnersOf, type Rows} from './partners.ts';
import type {Side} from './side.ts';

/** How the two pictures lie to each other. */
export type Relation =
  | {kind: 'waiting'}
  | {kind: 'aligned'; alignment: Alignment; dimension: number}
  /** Shown as they are, and why. */
  | {kind: 'apart'; why: string};

/** What is drawn of one side. */
export interface Half {
  frame: Signal<EmbeddingFrame | undefined>;
  hovered: Signal<number | undefined>;
}

export class Spheres {
  readonly halves: readonly [Half, Half] = [newHalf(), newHalf()];
  readonly relation = signal<Relation>({kind: 'waiting'});
  readonly #sides: readonly [Side, Side];
  readonly #seers = [new Onlooker(), new Onlooker()];
  readonly #frames: (EmbeddingFrame | undefined)[] = [undefined, undefined];
  readonly #seen: (Seen | undefined)[] = [undefined, undefined];
  #partners: Partners | undefined;
  #known: readonly unknown[] = [];

  constructor(sides: readonly [Side, Side]) {
    this.#sides = sides;
  }

  /** Follows both runs; returns what ends that. */
  begin(): () => void {
    const feeds: Feed<unknown>[] = this.#sides.flatMap(({points, embedding, data}) => [points, embedding, data]);
    const ends = feeds.map((feed) => feed.subscribe(() => this.#update()));
    this.#update();
    return () => {
      for (const end of ends) end();
    };
  }

  /** Something of one side is pointed at: the same thing on the other side stands out too. */
  hover(side: 0 | 1, row: number | undefined): void {
    const other = row === undefined ? undefined : this.#partners?.sameThing(side, row);
    this.halves[side].hovered.set(row);
    this.halves[side === 0 ? 1 : 0].hovered.set(other);
  }

  #update(): void {
    const changed = [0, 1].filter((i) => this.#look(i));
    const points = this.#sides.map((side) => side.points.get());
    const known = [...points, ...this.#sides.map(({data}) => data.get())];
    const others = known.some((value, i) => value !== this.#known[i]);
    if (others) {
      this.#known = known;
      this.#partners = isBoth(points) ? partnersOf(this.#rows(points), known[2] === known[3]) : undefined;
      this.hover(0, undefined);
    }
    if (changed.length === 0 && !others) return;
    this.#align();
  }

  #rows([first, second]: readonly [PointSet, PointSet]): readonly [Rows, Rows] {
    const every = this.#sides.map((side) => side.every?.get() ?? 1);
    return [
      {points: first, every: every[0]},
      {points: second, every: every[1]},
    ];
  }

  /** Takes up the newest frame of a side; returns whether there was one. */
  #look(i: number): boolean {
    const frame = this.#sides[i].embedding.get();
    if (frame === this.#frames[i]) return false;
    this.#frames[i] = frame;
    this.#seen[i] = frame && this.#seers[i].see(frame);
    return true;
  }

  #align(): void {
    const relation = this.#relate();
    const turns = [undefined, relation.kind === 'aligned' ? relation.alignment.turn : undefined];
    for (const [i, half] of this.halves.entries()) {
      const [seen, frame] = [this.#seen[i], this.#frames[i]];
      half.frame.set(seen && frame && frameOf(seen, frame.tick, turns[i]));
    }
    this.relation.set(relation);
  }

  #relate(): Relation {
    const [a, b] = this.#seen;
    if (!a || !b || !this.#partners) return {kind: 'waiting'};
    const [here, there] = [a.of.dimension, b.of.dimension];
    if (here !== there) {
      return {kind: 'apart', why: `One has ${here} dimensions and the other ${there}: both are shown as they are.`};
    }
    const rows = this.#partners.rows;
    const found =
      rows?.length === b.positions.length / 3
        ? alignment(a.positions, b.positions, rows, kindOf(here) === 'circle')
        : undefined;
    return found
      ? {kind: 'aligned', alignment: found, dimension: here}
      : {kind: 'apart', why: 'The two runs have different data: both are shown as they are.'};
  }
}

const newHalf = (): Half => ({
  frame: signal<EmbeddingFrame | undefined>(undefined),
  hovered: signal<number | undefined>(undefined),
});

const isBoth = (points: readonly (PointSet | undefined)[]): points is [PointSet, PointSet] => points.every(Boolean);
