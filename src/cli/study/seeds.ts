/** Seeds as the command line names them: "1001-1008", "101,103,105-107". */
import {Refusal} from '../errors.ts';

/** A claim needs a handful; more is a slip of the pen. */
const MOST_SEEDS = 200;
const LARGEST = 2 ** 32 - 1;

/** In ascending order. Throws a Refusal. */
export function readSeeds(text: string): number[] {
  const seeds = text.split(',').flatMap((piece) => range(piece.trim(), text));
  const twice = seeds.find((seed, i) => seeds.indexOf(seed) < i);
  if (twice !== undefined) throw new Refusal(`--seeds names the seed ${twice} twice.`);
  if (seeds.length > MOST_SEEDS) throw new Refusal(tooMany);
  return seeds.sort((a, b) => a - b);
}

const tooMany = `--seeds can name at most ${MOST_SEEDS} seeds.`;

function range(piece: string, text: string): number[] {
  const [, first, last = first] = /^(\d{1,10})(?:-(\d{1,10}))?$/.exec(piece) ?? [];
  const [from, to] = [Number(first), Number(last)];
  if (first === undefined || to < from || to > LARGEST) {
    throw new Refusal(`--seeds must be seeds like 101-103 or 101,105, not ${JSON.stringify(text)}.`);
  }
  if (to - from >= MOST_SEEDS) throw new Refusal(tooMany);
  return Array.from({length: to - from + 1}, (_, i) => from + i);
}
