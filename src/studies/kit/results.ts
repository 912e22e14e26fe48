/** What the runner writes of a study, one JSON file each in `src/studies/results/`. No person edits it. */
import type {ClaimResult, Values} from './clauses.ts';

export interface Results {
  slug: string;
  seeds: number[];
  /** What trained it: "wasm", "cpu" or "webgpu". */
  backend: string;
  /** Identifies the code that trained it. */
  build: string;
  /** SHA-256 of the specs of all arms with the first seed, in hexadecimal, without settings that have their default. */
  specHash: string;
  /** ISO date. */
  date: string;
  /** Seconds of training, summed over processes. */
  seconds: number;
  /** `values[arm][measure][i]`, with seed i. */
  values: Values;
  /** The losses of the first 20 steps of each arm's last stage, with the first seed. */
  firstLosses: Readonly<Record<string, readonly number[]>>;
  claim: ClaimResult;
}
