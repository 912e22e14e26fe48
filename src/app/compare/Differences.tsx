/** The table of what runs differ in and what became of them. Runs can be sorted by each line. */
import {useMemo, useState} from 'react';
import {Button} from 'react-aria-components';
import {useStore} from 'zustand';
import type {Lab} from '../../labs/kit/lab.ts';
import {csvOf, saveBlob} from '../../panels/frame/save.ts';
import {language} from '../../programs/index.spec.ts';
import {useColumns} from './columns.ts';
import {Look} from './Look.tsx';
import type {Pin} from './pin.ts';
import {light, pins as store} from './pins.ts';
import {type Column, compare, type Line, orderBy, tableOf} from './table.ts';

interface Sorting {
  id: string;
  isFalling: boolean;
}

export function Differences({lab, pins}: {lab: Lab; pins: readonly Pin[]}) {
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
