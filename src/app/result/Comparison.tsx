/** A result in a link and the run here, number by number. */
import {useMemo} from 'react';
import {Button, Dialog, Heading} from 'react-aria-components';
import {useRun} from '../../labs/kit/context.tsx';
import {constant} from '../../panels/frame/constant.ts';
import {SmallSphere} from '../../panels/hypersphere/SmallSphere.tsx';
import {formatNumber} from '../../spec/index.ts';
import type {Judged, Measured} from '../../spec/result/judge.ts';
import type {Result, ResultPoints} from '../../spec/result/result.ts';
import {usePage} from '../page.ts';
import {claimedFrame, claimedThings} from './claimed.ts';
import {BUILD} from './here.ts';
import {numberText, ruleText, stateOf, stateText, verdictText} from './words.ts';

interface Props {
  result: Result;
  rows: readonly Judged[];
  here: Measured;
  /** Whether it is about the run in view. */
  about: boolean;
}

export function Comparison({result, rows, here, about}: Props) {
  const state = stateOf(rows, about);
  const otherBuild = result.build !== undefined && BUILD !== undefined && result.build !== BUILD;
  return (
    <Dialog className="linked-dialog">
      <header>
        <Heading slot="title">The result in this link</Heading>
        <Button slot="close" className="icon" aria-label="Close" data-testid="claim-close">
          ✕
        </Button>
      </header>
      <p className="linked-state" data-state={state}>
        {stateText(state, rows, result)}
      </p>
      <div className="linked-body">
        <div className="linked-about">
          {result.points && <ClaimedPoints points={result.points} />}
          <p>{ruleText(result, here)}</p>
          {otherBuild && <p>Another version of the lab has computed it: where numbers differ, that may be why.</p>}
          {result.member > 0 && <p>It is about run {result.member + 1} of the population.</p>}
        </div>
        <Table rows={about ? rows : rows.map(asOther)} />
      </div>
    </Dialog>
  );
}

/** Of another run nothing is said. */
const asOther = ({here: _, ...row}: Judged): Judged => ({...row, verdict: 'unmeasured'});

const GROUPS = [
  {label: 'At the end', has: ({kind}: Judged) => kind === 'final'},
  {label: 'On the way', has: ({kind}: Judged) => kind !== 'final'},
];

/** In the order in which the lab lists its metrics. */
function useInOrder(rows: readonly Judged[]): readonly Judged[] {
  const metrics = usePage((state) => state.loaded?.metrics);
  return useMemo(() => {
    const place = new Map(metrics?.map(({name}, i) => [name, i]));
    const of = ({metric}: Judged) => place.get(metric) ?? place.size;
    return [...rows].sort((a, b) => of(a) - of(b));
  }, [rows, metrics]);
}

function Table({rows: all}: {rows: readonly Judged[]}) {
  const rows = useInOrder(all);
  return (
    <div className="linked-table">
      <table>
        <thead>
          <tr>
            <th scope="col">Metric</th>
            <th scope="col">claimed</th>
            <th scope="col">here</th>
            <th scope="col">comparison</th>
          </tr>
        </thead>
        {GROUPS.map(({label, has}) => (
          <tbody key={label}>
            <tr>
              <th scope="rowgroup" colSpan={4}>
                {label}
              </th>
            </tr>
            {rows.filter(has).map((row) => (
              <Row key={`${row.kind} ${row.metric}`} row={row} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function Row({row}: {row: Judged}) {
  const metrics = usePage((state) => state.loaded?.metrics);
  const {kind, metric, verdict, claimed, here, count} = row;
  const label = metrics?.find(({name}) => name === metric)?.label ?? metric;
  return (
    <tr data-kind={kind} data-metric={metric} data-verdict={verdict}>
      <th scope="row">{kind === 'losses' ? `First ${formatNumber(count)} losses` : label}</th>
      <td>{numberText(claimed)}</td>
      <td>{here === undefined ? '–' : numberText(here)}</td>
      <td>{verdictText(row)}</td>
    </tr>
  );
}

const NOTHING = constant(undefined);
const nobody = () => {};

function ClaimedPoints({points}: {points: ResultPoints}) {
  const all = useRun((state) => state.points);
  const things = useMemo(() => all && claimedThings(points, all), [points, all]);
  const frame = useMemo(() => constant(claimedFrame(points)), [points]);
  const kept = points.data.length / points.dimension;
  if (all && !things) return null;
  return (
    <figure className="linked-figure">
      <div>
        <SmallSphere
          label={`The points that the link claims, at step ${points.tick}`}
          points={things}
          frame={frame}
          onDrawn={nobody}
          hovered={NOTHING}
          onHover={nobody}
        />
      </div>
      <figcaption>
        claimed at step {formatNumber(points.tick)}: {formatNumber(kept)} of {formatNumber(points.count)} points
      </figcaption>
    </figure>
  );
}
