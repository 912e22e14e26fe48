/** The interval of an effect as a small bar against its margin. Its numbers stand beside it as text. */
import {formatValue} from '../chart/format.ts';
import type {Bar, Span} from './claim.ts';

const percent = (share: number) => `${(100 * share).toFixed(2)}%`;

function Interval({span: {at, low, high}, y, source}: {span: Span; y: number; source: 'file' | 'live'}) {
  return (
    <g className={`clause-${source}`}>
      <line x1={percent(low)} x2={percent(high)} y1={y} y2={y} />
      <circle cx={percent(at)} cy={y} r={source === 'live' ? 4 : 3.5} />
    </g>
  );
}

/** What is on file below what is measured now; the claimed region is tinted. */
export function ClauseBar({bar: {region, margins, zero, file, live}}: {bar: Bar}) {
  return (
    <svg className="clause-bar" height={38} width="100%" aria-hidden="true">
      <rect className="clause-region" x={percent(region[0])} width={percent(region[1] - region[0])} y={0} height={25} />
      {zero !== undefined && <line className="clause-zero" x1={percent(zero)} x2={percent(zero)} y1={0} y2={25} />}
      {margins.map(({at, value}) => (
        <g key={value}>
          <line className="clause-margin" x1={percent(at)} x2={percent(at)} y1={0} y2={26} />
          <text x={percent(at)} y={36} textAnchor={at < 0.12 ? 'start' : at > 0.88 ? 'end' : 'middle'}>
            margin {value === 0 ? '0' : formatValue(value)}
          </text>
        </g>
      ))}
      {live && <Interval span={live} y={file ? 8 : 12.5} source="live" />}
      {file && <Interval span={file} y={live ? 18 : 12.5} source="file" />}
    </svg>
  );
}

/** A row of a figure of many clauses: the margin is in the middle. */
export function ForestBar({span}: {span: Span}) {
  return (
    <svg className="clause-bar" height={22} width="100%" aria-hidden="true">
      <rect className="clause-region" x="50%" width="50%" y={0} height={22} />
      <line className="clause-margin" x1="50%" x2="50%" y1={0} y2={22} />
      <Interval span={span} y={11} source="live" />
    </svg>
  );
}
