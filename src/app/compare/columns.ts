/** The columns of the table: each pin, and the present run as it was a moment ago. */
import {useMemo} from 'react';
import {useStore} from 'zustand';
import {useExperiment, useRun} from '../../labs/kit/context.tsx';
import {useFeed} from '../../panels/frame/useFeed.ts';
import {slowly} from '../studies/slowly.ts';
import {ownSpec} from './naming.ts';
import type {Pin} from './pin.ts';
import {names, PRESENT} from './runs.ts';
import type {Column} from './table.ts';
import {backendText} from './take.ts';

/** Milliseconds between two readings of the present run. */
const EVERY = 500;

export function useColumns(pins: readonly Pin[]): Column[] {
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
