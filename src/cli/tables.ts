/** A table for each stage, with what was measured last. */
import {type Member, membersOf} from '../spec/index.ts';
import {type About, type Evaluation, Evaluations, type Report} from './report.ts';

export function tables(about: About): Report {
  const {spec, backend, write} = about;
  const columns = columnsOf(about);
  /** The newest values of every metric, by stage. */
  const newest = new Map<string, Evaluation>();
  const evaluations = new Evaluations(about, ({stage, tick, metrics}) => {
    newest.set(stage, {stage, tick, metrics: {...newest.get(stage)?.metrics, ...metrics}});
  });
  return {
    add: (metrics) => evaluations.add(metrics),
    end() {
      evaluations.close();
      for (const {id, steps} of spec.stages) {
        const found = newest.get(id);
        if (!found) continue;
        write(`Stage ${id}, step ${found.tick} of ${steps}, on ${backend}`);
        for (const line of table(found, columns)) write(line);
      }
    },
  };
}

interface Column {
  head: string;
  members: readonly Member[];
}

/** Members that differ only in their seeds share a column. */
function columnsOf({spec}: About): Column[] {
  const groups = new Map<string, Member[]>();
  for (const member of membersOf(spec)) {
    const key = member.values.join();
    groups.set(key, [...(groups.get(key) ?? []), member]);
  }
  const paths = (spec.fan?.axes ?? []).map(({path}) => path.split('.').at(-1));
  return [...groups.values()].map((members) => {
    const [{seed, values}] = members;
    const axes = values.map((value, i) => `${paths[i]} ${value}`);
    const seeds = members.length > 1 ? `${members.length} seeds` : `seed ${seed}`;
    return {head: [...axes, seeds].join(', '), members};
  });
}

function table({metrics}: Evaluation, columns: readonly Column[]): string[] {
  const rows = Object.entries(metrics).map(([name, values]) => [
    name,
    ...columns.map(({members}) => cell(members.map(({index}) => values[index]))),
  ]);
  const all = [['', ...columns.map(({head}) => head)], ...rows];
  const widths = all[0].map((_, k) => Math.max(...all.map((row) => row[k].length)));
  const line = (row: string[]) =>
    row.map((text, k) => (k === 0 ? text.padEnd(widths[k]) : text.padStart(widths[k]))).join('  ');
  return all.map((row) => `  ${line(row).trimEnd()}`);
}

/** "0.512"; for several members "0.512 ± 0.013", their mean and standard deviation. */
function cell(values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return '';
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  if (values.length === 1) return short(mean);
  const variance = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, known.length - 1);
  return `${short(mean)} ± ${short(Math.sqrt(variance))}`;
}

const short = (value: number) => String(Number(value.toPrecision(4)));
