/** The page's names for measurements. */
import type {Size} from '../../worker/bench/protocol.ts';
import type {BenchReport, Row} from './report.ts';

const LABELS: Record<string, string> = {
  'composed-webgpu': 'TensorFlow.js on WebGPU',
  eager: 'The lab on WebGPU, launch by launch',
  captured: 'The lab on WebGPU, recorded and replayed',
  'composed-wasm': 'TensorFlow.js on WebAssembly',
  wasm: 'The lab on WebAssembly',
};

export const labelOf = (variant: string): string => LABELS[variant] ?? variant;

export const sizeLabel = ({pairs, members}: Size): string =>
  `${pairs.toLocaleString('en-GB')} pairs, ${members === 1 ? 'one model' : `${members} models at once`}`;

/** Milliseconds to three digits: 0.213, 14.6, 468. */
export const milliseconds = (value: number | undefined): string => {
  if (value === undefined) return '';
  return value >= 100 ? Math.round(value).toLocaleString('en-GB') : String(Number(value.toPrecision(3)));
};

const factor = (value: number) => String(value >= 10 ? Math.round(value) : Number(value.toPrecision(2)));

/** The speed, as a multiple of TensorFlow.js's on the same backend. */
export function againstComposed({ratios}: BenchReport, row: Row): string {
  const found = ratios.find(
    ({of, to}) => same(of, row) && to.variant.startsWith('composed') && to.members === row.members,
  );
  return found && found.value > 0 ? factor(1 / found.value) : '';
}

/** The time, as a multiple of that of one model. */
export function againstOne({ratios}: BenchReport, row: Row): string {
  const found = ratios.find(({of, to}) => same(of, row) && to.members < row.members);
  return found ? factor(found.value) : '';
}

const same = (a: BenchReport['ratios'][number]['of'], b: Row) =>
  a.variant === b.variant && a.pairs === b.pairs && a.members === b.members;
