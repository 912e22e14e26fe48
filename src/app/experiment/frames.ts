/** The frames of a run: what is watched, what has come, and what is kept so that one can look back. */
import {presentStage} from '../../labs/kit/settings.ts';
import type {RunState} from '../../labs/kit/state.ts';
import {language} from '../../programs/index.spec.ts';
import {type FrameSpec, positionOf, type RawFrame, stageIndexAt} from '../../spec/index.ts';
import type {Command, ReportOf} from '../../worker/protocol.ts';
import type {Points} from '../../worlds/points.ts';
import {FrameHistory} from './history.ts';

/** The state that frames are part of, and the way to the worker. */
export interface Desk {
  state(): RunState;
  set(part: Partial<RunState>): void;
  send(command: Command): void;
  remember(problem: string): void;
}

/** Milliseconds after which the next frame is asked for, for the timeline, when nothing in view has drawn the last one. */
const UNSEEN = 1000;

export class Frames {
  readonly #desk: Desk;
  /** Frames that are asked for whenever there is a newer one. */
  readonly #keeps: readonly string[];
  #history = new FrameHistory();
  /** The newest frames of the shown member, also while the reader looks back. */
  #newest: Record<string, unknown> = {};
  /** Each stage's world, as the worker described it. */
  #worlds = new Map<string, Points | undefined>();
  /** Frames that are asked for only while something shows them, and the number of components that do. */
  readonly #watched = new Map<string, number>();
  /** Timer: something in view may still draw the newest frame and ask for the next. */
  #unseen: ReturnType<typeof setTimeout> | undefined;

  constructor(desk: Desk, keeps: readonly string[]) {
    this.#desk = desk;
    this.#keeps = keeps;
  }

  /** Another run begins. */
  clear(): void {
    this.#history = new FrameHistory();
    this.#newest = {};
    this.#worlds = new Map();
  }

  /** Gives what brings back all frames, once another run has taken their place. */
  setAside(): () => void {
    const [history, newest, worlds] = [this.#history, this.#newest, this.#worlds];
    return () => {
      this.#history = history;
      this.#newest = newest;
      this.#worlds = worlds;
    };
  }

  /** Its worker has ended: asks for nothing more. */
  stop(): void {
    clearTimeout(this.#unseen);
  }

  /** Keeps a stage's world: its frames are decoded with it. */
  enter(stage: string, world: Points | undefined): void {
    this.#worlds.set(stage, world);
  }

  /** Asks for a frame as soon as there is a newer one: of the shown member, or of several. */
  want(frame: string, members?: number[]): void {
    // Components of an earlier stage's program may still be in view.
    if (this.#specOf(presentStage(this.#desk.state()).id, frame)) this.#desk.send({type: 'want', frame, members});
  }

  /** Asks for everything that is watched or kept: after a worker was opened, or another member chosen. */
  wantAll(): void {
    for (const frame of new Set([...this.#keeps, ...this.#watched.keys()])) this.want(frame);
  }

  /** Asks for the first frame, of this worker and of every later one. Returns a function that ends the watch. */
  watch(frame: string): () => void {
    this.#watched.set(frame, (this.#watched.get(frame) ?? 0) + 1);
    this.want(frame);
    return () => {
      const others = this.#watched.get(frame)! - 1;
      if (others > 0) this.#watched.set(frame, others);
      else this.#watched.delete(frame);
    };
  }

  watches(frame: string): boolean {
    return this.#watched.has(frame);
  }

  receive({frame: name, stage, member, tick, shape, data}: ReportOf<'frame'>): void {
    const {spec: run, member: shown, firsts, frames, lookingAt} = this.#desk.state();
    const spec = this.#specOf(stage, name);
    if (!spec) {
      this.#desk.remember(`The worker sent a frame “${name}”, which its program does not declare.`);
      return;
    }
    // Panels count over all stages, as the timeline does.
    const position = positionOf(run, stage, tick);
    const raw: RawFrame = {name, stage, member, tick: position, shape, data};
    const added = spec.kept !== undefined && this.#history.add(position, raw, spec.kept === 'unit');
    if (member !== shown) return;
    const decoded = spec.decode(raw, this.#worlds.get(stage));
    this.#newest = {...this.#newest, [name]: decoded};
    this.#desk.set({
      ...(added && {kept: this.#history.positions(member)}),
      ...(!(name in firsts) && {firsts: {...firsts, [name]: decoded}}),
    });
    if (this.#keeps.includes(name)) this.#askAgain();
    if (lookingAt === undefined || !spec.kept) this.#desk.set({frames: {...frames, [name]: decoded}});
    // The panel shows an earlier frame and will not ask by itself.
    else this.want(name);
  }

  lookBack(at: number | undefined): void {
    const {position, member, frames} = this.#desk.state();
    if (at === undefined || at >= position) {
      this.#desk.set({lookingAt: undefined, frames: {...frames, ...this.#newest}});
      for (const frame of this.#keeps) this.want(frame);
      return;
    }
    this.#desk.set({lookingAt: at, frames: {...frames, ...this.#earlier(at, member)}});
  }

  /** Shows another member: the last frames that were kept of it, until newer ones come. */
  show(member: number): void {
    this.#newest = {};
    const frames = this.#earlier(this.#desk.state().position, member);
    this.#desk.set({member, frames, kept: this.#history.positions(member), lookingAt: undefined});
    this.wantAll();
  }

  /** The run goes on from an earlier position: later frames are dropped. */
  goBackTo(position: number): void {
    const {lookingAt, member} = this.#desk.state();
    this.#history.dropAfter(position);
    this.#desk.set({
      kept: this.#history.positions(member),
      lookingAt: lookingAt !== undefined && lookingAt <= position ? lookingAt : undefined,
    });
  }

  /** The kept frames nearest to a position, by name. */
  #earlier(position: number, member: number): Record<string, unknown> {
    const decode = (raw: RawFrame) => this.#specOf(raw.stage, raw.name)?.decode(raw, this.#worlds.get(raw.stage));
    const {spec} = this.#desk.state();
    const stage = spec.stages[stageIndexAt(spec, position)].id;
    return Object.fromEntries(this.#history.at(position, member, stage).map((raw) => [raw.name, decode(raw)]));
  }

  /** The declaration of a frame by the program of a stage. */
  #specOf(stage: string, name: string): FrameSpec | undefined {
    const program = this.#desk.state().spec.stages.find(({id}) => id === stage)?.program;
    return program === undefined ? undefined : language.program(program).frames[name];
  }

  /** Asks for the next frames after a while, for the timeline, in case nothing in view does. */
  #askAgain(): void {
    clearTimeout(this.#unseen);
    this.#unseen = setTimeout(() => {
      for (const frame of this.#keeps) this.want(frame);
    }, UNSEEN);
  }
}
