/** What is kept of finished stages: the slots that later ones start from, and how many updates each group has had. */
import type {SlotName} from './program.ts';
import type {Cohort, SlotValues, Values} from './records.ts';
import type {OpenStage} from './stage.ts';
import type {Starts} from './starts.ts';

export class Past {
  /** What each stage starts from; empty where none starts from another. */
  readonly #starts: readonly Starts[];
  /** By `stage.slot`. */
  #slots = new Map<string, SlotValues>();
  /** By `stage.group`. */
  #counts = new Map<string, number>();

  constructor(starts: readonly Starts[]) {
    this.#starts = starts;
  }

  /** Keeps what later stages need of a stage that is finished. */
  async keep(open: OpenStage): Promise<void> {
    const {store, groups} = open;
    const {id} = open.stage;
    const needed = new Set(this.#starts.flatMap(({slots}) => [...slots.values()]));
    const names = store.kept.filter((name) => needed.has(`${id}.${name}`));
    for (const [slot, values] of await store.read(names)) {
      this.#slots.set(`${id}.${slot}`, [`${id}.${slot}`, values, store.slots[slot].axis]);
    }
    for (const group of groups) this.#counts.set(`${id}.${group}`, open.count(group));
  }

  /** The values that slots of a stage start with. */
  valuesFor(index: number): Map<SlotName, Values> {
    const starts = [...(this.#starts[index]?.slots ?? [])];
    return new Map(starts.map(([slot, source]) => [slot, this.#slots.get(source)![1]]));
  }

  /** Updates of each group that a stage goes on from. */
  carriedInto(index: number): ReadonlyMap<string, number> {
    const groups = [...(this.#starts[index]?.groups ?? [])];
    return new Map(groups.map(([group, source]) => [group, this.#counts.get(source) ?? 0]));
  }

  get saved(): Pick<Cohort, 'counts' | 'finished'> {
    return {counts: [...this.#counts], finished: [...this.#slots.values()]};
  }

  restore({counts, finished}: Pick<Cohort, 'counts' | 'finished'>): void {
    this.#counts = new Map(counts);
    this.#slots = new Map(finished.map((slot) => [slot[0], slot]));
  }
}
