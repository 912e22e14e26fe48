/** The game: twelve points that the reader moves, or the loss. Without a page. */
import {about, type Quaternion, turned, type Vector} from '../hypersphere/rotation.ts';
import {signal} from '../hypersphere/signal.ts';
import {beginning, bestScore, COUNT, Descent, type Points, scoreOf} from './descent.ts';

export interface GameState {
  /** A circle instead of a sphere. */
  flat: boolean;
  points: Points;
  score: number;
  best: number;
  /** The point that keys move. */
  chosen: number | undefined;
  /** Who has moved the points last. */
  by: 'nobody' | 'reader' | 'loss';
  /** Whether the loss is moving them now. */
  descends: boolean;
}

/** As near to the best score as nobody can see a difference. */
const REACHED = 1e-3;

export const isBest = ({score, best}: GameState): boolean => best - score < REACHED;

/** Radians that a point goes at most from one picture to the next. */
const FARTHEST = 0.022;

export class Game {
  readonly state;
  #descent: Descent | undefined;

  constructor(flat: boolean) {
    this.state = signal<GameState>(stateOf(flat));
  }

  /** From the first placement. */
  restart(flat = this.state.get().flat): void {
    this.#descent = undefined;
    this.state.set(stateOf(flat));
  }

  #set(part: Partial<GameState>): void {
    const now = {...this.state.get(), ...part};
    this.state.set(part.points ? {...now, score: scoreOf(part.points)} : now);
  }

  choose(chosen: number | undefined): void {
    if (chosen !== this.state.get().chosen) this.#set({chosen});
  }

  /** The next point, or the one before. */
  step(by: 1 | -1): number {
    const {chosen} = this.state.get();
    const next = chosen === undefined ? (by === 1 ? 0 : COUNT - 1) : (chosen + by + COUNT) % COUNT;
    this.choose(next);
    return next;
  }

  /** Puts a point in a direction. The loss lets go. */
  place(point: number, [x, y, z]: Vector): void {
    const {flat, points} = this.state.get();
    const length = flat ? Math.hypot(x, y) : Math.hypot(x, y, z);
    if (length < 1e-6) return;
    const next = points.slice();
    next.set([x / length, y / length, flat ? 0 : z / length], 3 * point);
    this.#descent = undefined;
    this.#set({points: next, chosen: point, by: 'reader', descends: false});
  }

  /** Moves the chosen point by an angle about an axis as the reader sees it, after the turn of the sphere. */
  nudge(axis: Vector, angle: number, turn: Quaternion): void {
    const {chosen, points} = this.state.get();
    if (chosen === undefined) return;
    const [w, x, y, z] = turn;
    const at: Vector = [points[3 * chosen], points[3 * chosen + 1], points[3 * chosen + 2]];
    this.place(chosen, turned([w, -x, -y, -z], turned(about(axis, angle), turned(turn, at))));
  }

  /** The loss takes over, or lets go. With `atOnce` it is at its end at once. */
  descend(atOnce: boolean): void {
    if (this.#descent) {
      this.#descent = undefined;
      this.#set({descends: false});
      return;
    }
    this.#descent = new Descent(this.state.get().points);
    if (atOnce) this.#descent.finish();
    this.#set({points: this.#descent.points, by: 'loss', descends: !atOnce, chosen: undefined});
    if (atOnce) this.#descent = undefined;
  }

  /** One step of the loss; false when there is none to make. */
  advance(): boolean {
    if (!this.#descent) return false;
    this.#descent.step(FARTHEST);
    const {settled, points} = this.#descent;
    if (settled) this.#descent = undefined;
    this.#set({points, descends: !settled});
    return !settled;
  }
}

function stateOf(flat: boolean): GameState {
  const points = beginning(flat);
  const best = bestScore(flat);
  return {flat, points, score: scoreOf(points), best, chosen: undefined, by: 'nobody', descends: false};
}

/** What the game says of the present placement. */
export function wordsOf(state: GameState, random: number): string {
  const {score, best, by, flat, descends} = state;
  if (descends) return 'Each point goes where the loss pushes it.';
  if (isBest(state)) {
    const shape = flat ? 'Twelve equal steps' : 'An icosahedron';
    return by === 'reader' ? `${shape}, by hand! Nothing is more even.` : `${shape}: nothing is more even.`;
  }
  if (by === 'nobody') return 'Drag the points apart. How even can you make them?';
  if (score < random) return 'Thrown at random they would be more even. Where is a hole?';
  return best - score < 0.03
    ? 'So close! The rest takes a steady hand.'
    : 'Better than random. Fill the darkest place.';
}
