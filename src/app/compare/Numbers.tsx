/** All runs by their curves, and in a table of what they differ in and what became of them. */
import {useMemo, useState} from 'react';
import {Button} from 'react-aria-components';
import {useStore} from 'zustand';
import {useExperiment, useRun} from '../../labs/kit/context.tsx';
import type {Lab} from '../../labs/kit/lab.ts';
import {csvOf, saveBlob} from '../../panels/frame/save.ts';
import {useFeed} from '../../panels/frame/useFeed.ts';
import {language} from '../../programs/index.spec.ts';
import {slowly} from '../studies/slowly.ts';
import {Look} from './Look.tsx';
import {ownSpec} from './naming.ts';
import type {Pin} from './pin.ts';
import {light, pins as store} from './pins.ts';
import {names, PRESENT} from './runs.ts';
import {type Column, compare, type Line, orderBy, tableOf} from './table.ts';
import {backendText} from './take.ts';

/** Panels in which all runs are drawn over each other. */
const CURVES = ['curves', 'plane'];
/** Milliseconds between two readings of the present run. */
const EVERY = 500;

export function Numbers({lab, pins}: {lab: Lab; pins: readonly Pin[]}) {
  return (
    <>
      <div className="compare-curves">
        {lab.panels
          .filter(({id}) => CURVES.includes(id))
          .map(({id, View}) => (
            <View key={id} />
          ))}
      </div>
      <Differences lab={lab} pins={pins} />
    </>
  );
}

function useColumns(pins: readonly Pin[]): Column[] {
  const {log} = useExperiment();
  const of = useStore(names, (state) => state.of);
  const preset = useRun((state) => state.preset);
  const spec = useRun((state) => state.spec);
  const member = useRun((state) => state.member);
  const backend = useRun((state) => state.backend);
  const feed = useMemo(() => slowly(log, EVERY), [log]);
  const measured = useFeed(feed);
  const {store: run} = useExperiment();
  // Read with the numbers: a table that counts every step could not be read.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the new numbers are what counts
  const position = useMemo(() => run.getState().position, [run, measured]);
  return useMemo(() => {
    const final = Object.fromEntries(
      measured.names().flatMap((name) => {
        const value = measured.series(name).values.at(-1);
        return value === undefined ? [] : [[name, value]];
      }),
    );
    const nameOf = (id: string, otherwise: string) => of.get(id)?.full ?? otherwise;
    return [
      ...pins.map((pin) => ({
        ...pin,
        name: nameOf(pin.id, pin.title),
        preset: pin.title,
        spec: ownSpec(pin.spec, pin.member),
      })),
      {
        ...{id: PRESENT, look: undefined, position, final, preset: preset.title, spec: ownSpec(spec, member)},
        ...{name: 'The present run', backend: backend && backendText(backend)},
      },
    ] as Column[];
  }, [pins, of, preset, spec, member, backend, measured, position]);
}

interface Sorting {
  id: string;
  isFalling: boolean;
}

function Differences({lab, pins}: {lab: Lab; pins: readonly Pin[]}) {
  const given = useColumns(pins);
  const [sorting, setSorting] = useState<Sorting>();
  const unsorted = useMemo(() => compare(language, given, lab.metrics), [given, lab]);
  const by = [...unsorted.settings, ...unsorted.metrics].find(({id}) => id === sorting?.id);
  const order = orderBy(by, given.length, sorting?.isFalling ?? false);
  const columns = order.map((i) => given[i]);
  const sorted = (line: Line): Line => ({
    ...line,
    texts: order.map((i) => line.texts[i]),
    best: order.map((i) => line.best[i]),
  });
  const press = (id: string) =>
    setSorting((now) => (now?.id !== id ? {id, isFalling: false} : now.isFalling ? undefined : {id, isFalling: true}));
  const save = () => saveBlob('compare.csv', new Blob([csvOf(tableOf(given, unsorted))], {type: 'text/csv'}));
  const parts = [
    ['What differs', unsorted.settings],
    ['Newest measurements', unsorted.metrics],
  ] as const;
  return (
    <div className="compare-table">
      {/* A scrolling region must be reachable by the keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <section className="compare-scroll" tabIndex={0} aria-label="Table of the runs">
        <table data-testid="compare-table">
          <Head columns={columns} />
          {parts.map(([title, lines]) => (
            <tbody key={title}>
              <tr className="compare-part">
                <th scope="rowgroup" colSpan={columns.length + 1}>
                  {title}
                </th>
              </tr>
              {lines.length === 0 && (
                <tr>
                  <td colSpan={columns.length + 1}>Nothing.</td>
                </tr>
              )}
              {lines.map((line) => (
                <Row
                  key={line.id}
                  line={sorted(line)}
                  columns={columns}
                  sorting={sorting}
                  onSort={() => press(line.id)}
                />
              ))}
            </tbody>
          ))}
        </table>
      </section>
      <p className="compare-foot">
        <span>
          <b>✓ bold</b> is the best of a line, where one way is better. Press a line’s name to sort the runs by it.
        </span>
        <Button onPress={save} data-testid="compare-save">
          Save as CSV
        </Button>
      </p>
    </div>
  );
}

function Head({columns}: {columns: readonly Column[]}) {
  const lit = useStore(store, (state) => state.lit);
  return (
    <thead>
      <tr>
        <td />
        {columns.map(({id, name, look}) => (
          <th
            key={id}
            scope="col"
            data-lit={id === lit || undefined}
            onPointerEnter={() => light(id)}
            onPointerLeave={() => light(undefined)}
          >
            <Look look={look} />
            <span>{name}</span>
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface RowProps {
  line: Line;
  columns: readonly Column[];
  sorting: Sorting | undefined;
  onSort(): void;
}

const WAYS = {lower: 'lower is better', higher: 'higher is better'} as const;

function Row({line, columns, sorting, onSort}: RowProps) {
  const {id, label, texts, values, best, better, why} = line;
  const isSorted = sorting?.id === id;
  const canSort = values.some((value) => value !== undefined);
  const sign = isSorted ? (sorting.isFalling ? ' ↓' : ' ↑') : '';
  return (
    <tr data-testid={`row-${id}`}>
      <th scope="row">
        {canSort ? (
          <Button
            className="compare-sort"
            onPress={onSort}
            aria-label={`Sort the runs by ${label}${sortedText(isSorted, sorting)}`}
          >
            {label}
            {sign}
          </Button>
        ) : (
          label
        )}
        {(better || why) && <small>{better ? WAYS[better] : why}</small>}
      </th>
      {columns.map((column, i) => (
        <td
          key={column.id}
          data-best={best[i] || undefined}
          onPointerEnter={() => light(column.id)}
          onPointerLeave={() => light(undefined)}
        >
          {best[i] && <span aria-hidden="true">✓ </span>}
          {texts[i] || '–'}
          {best[i] && <span className="unseen"> (best)</span>}
        </td>
      ))}
    </tr>
  );
}

const sortedText = (isSorted: boolean, sorting: Sorting | undefined): string =>
  isSorted ? (sorting!.isFalling ? ', now falling' : ', now rising') : '';
