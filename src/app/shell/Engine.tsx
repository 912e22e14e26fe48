import type {ReactNode} from 'react';
import {useRun} from '../../labs/kit/context.tsx';
import type {EngineReport} from '../../worker/protocol.ts';

const MEGA = 1024 * 1024;

const number = (value: number, digits = 0) =>
  value.toLocaleString('en', {minimumFractionDigits: digits, maximumFractionDigits: digits});
const milliseconds = (value: number) => `${number(value, value < 10 ? 2 : 0)} ms`;
const megabytes = (bytes: number) => `${number(bytes / MEGA, bytes < 10 * MEGA ? 1 : 0)} MB`;

/** What one step costs on this machine. */
export function Engine() {
  const engine = useRun((state) => state.engine);
  const limits = useRun((state) => state.backend?.limits);
  if (!engine) return null;
  return (
    <section className="engine" aria-label="Engine" data-testid="engine">
      <h3>One step</h3>
      <dl>
        {rowsOf(engine).map(([name, value]) => (
          <Entry key={name} name={name}>
            {value}
          </Entry>
        ))}
        {limits && <Entry name="Largest tensor the GPU allows">{megabytes(limits.largest)}</Entry>}
      </dl>
      <Reasons reasons={engine.reasons} />
    </section>
  );
}

function rowsOf({
  launches,
  copies,
  submissions,
  javascript,
  whole,
  together,
  bytes,
  groups,
}: EngineReport): [string, string][] {
  const onGpu: [string, string][] =
    launches > 0
      ? [
          ['Launches + copies', `${number(launches)} + ${number(copies)}`],
          ['Steps in one submission', submissions > 0 ? number(together) : '–'],
        ]
      : [];
  return [
    ...onGpu,
    ['JavaScript', milliseconds(javascript)],
    ['Whole', milliseconds(whole)],
    ['Memory: tensors', megabytes(bytes.live)],
    ['Memory: held', megabytes(bytes.allocated)],
    ...(bytes.recorded > 0 ? [['Memory: recorded phases', megabytes(bytes.recorded)] as [string, string]] : []),
    ...(groups > 1 ? [['Groups of runs, in turn', number(groups)] as [string, string]] : []),
  ];
}

function Entry({name, children}: {name: string; children: ReactNode}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Reasons({reasons}: Pick<EngineReport, 'reasons'>) {
  if (reasons.length === 0) return <p className="fine">Everything runs in its fastest form here.</p>;
  return (
    <ul className="fine">
      {reasons.map(({what, why}) => (
        <li key={what}>
          Slower than it could be: {what}. {why}
        </li>
      ))}
    </ul>
  );
}
