/** What a teacher wants of the class, and how far the run has come with it. */
import '../modes.css';
import {Suspense, useEffect, useMemo, useState} from 'react';
import {useExperiment, useRun} from '../../../labs/kit/context.tsx';
import {formatSteps, formatValue} from '../../../panels/chart/format.ts';
import {lazyPart} from '../../../panels/frame/later.ts';
import {useFeed} from '../../../panels/frame/useFeed.ts';
import {usePage} from '../../page.ts';
import {slowly} from '../../studies/slowly.ts';
import {goalText, standingsOf} from './goals.ts';
import type {Teaching} from './rules.ts';

const Return = lazyPart(() => import('./Return.tsx'));

/** Milliseconds between two readings. */
const EVERY = 300;
const NONE: never[] = [];

export default function Task({teaching: {says, goals}}: {teaching: Teaching}) {
  const metrics = usePage(({loaded}) => loaded?.metrics ?? NONE);
  const {log} = useExperiment();
  const now = useFeed(useMemo(() => slowly(log, EVERY), [log]));
  const position = useRun((state) => (state.phase === 'opening' ? 0 : state.position));
  const standings = standingsOf(goals, (name) => now.series(name).values.at(-1));
  const all = goals.length > 0 && standings.every(({met}) => met);
  const [reached, setReached] = useState<number>();
  useEffect(() => {
    if (all) setReached((before) => before ?? position);
  }, [all, position]);
  return (
    <section className="task" aria-label="Your task" data-testid="task" data-met={all || undefined}>
      {says && <p className="task-says">{says}</p>}
      {goals.length > 0 && (
        <ul>
          {standings.map(({goal, value, met}) => (
            <li key={goalText(goal, metrics)} data-met={met || undefined} data-testid={`goal-${goal.metric}`}>
              <span aria-hidden="true">{met ? '✓' : '○'}</span> {goalText(goal, metrics)}
              <small>
                {met ? 'met' : 'not yet'}, now {value === undefined ? '–' : formatValue(value)}
              </small>
            </li>
          ))}
        </ul>
      )}
      <p className="task-reached" role="status">
        {reached !== undefined && (
          <>
            <b>Reached at step {formatSteps(reached)}.</b> {!all && 'By now it is lost again.'}
          </>
        )}
      </p>
      <Suspense>{all && <Return />}</Suspense>
    </section>
  );
}
