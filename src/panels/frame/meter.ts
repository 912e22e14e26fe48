/**
 * What drawing costs: how long the main thread is busy with an animation frame, from its first callback until style, layout,
 * painting and the hand-over to the compositor are done. Where the browser draws by software that is most of a frame.
 */

/** The share of the main thread that drawings which follow each other may take. */
const SHARE = 1 / 4;
/** Milliseconds between two drawings at most: what moves still moves, and what is pointed at is answered. */
const LONGEST = 80;
/** The weight of the newest frame in the mean. */
const NEWEST = 0.2;

/** Calls back when the frame that is being drawn has been handed over. */
export type Afterwards = (act: () => void) => void;

export class FrameMeter {
  readonly #afterwards: Afterwards;
  readonly #clock: () => number;
  /** Mean milliseconds of a frame. */
  #cost = 0;
  /** When the last one began. */
  #last = Number.NEGATIVE_INFINITY;
  #drawing = false;

  constructor(afterwards: Afterwards, clock: () => number = () => performance.now()) {
    this.#afterwards = afterwards;
    this.#clock = clock;
  }

  /** Called before anything is drawn in a frame; several canvases in one frame count once. */
  begin(): void {
    if (this.#drawing) return;
    const began = this.#clock();
    this.#last = began;
    this.#drawing = true;
    this.#afterwards(() => {
      this.#cost += NEWEST * (this.#clock() - began - this.#cost);
      this.#drawing = false;
    });
  }

  /**
   * Milliseconds to wait for the next frame, so that the rest of the time is left to training and input. They end at the same
   * moment for all canvases, which are then drawn in one frame.
   */
  get wait(): number {
    return Math.max(0, this.#last + Math.min(LONGEST, this.#cost / SHARE) - this.#clock());
  }
}

/** A message comes after the frame in which it was sent. */
function byMessage(): Afterwards {
  const {port1, port2} = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return (act) => {
    waiting.push(act);
    port2.postMessage(undefined);
  };
}

let own: FrameMeter | undefined;

/** The meter of the page. */
export const meter = (): FrameMeter => {
  own ??= new FrameMeter(byMessage());
  return own;
};
