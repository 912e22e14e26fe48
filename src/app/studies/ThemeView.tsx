/** The measured studies of a theme side by side: every clause's effect against its margin. */
import {useId} from 'react';
import {ForestBar} from '../../panels/study/ClauseBar.tsx';
import type {Entry} from './catalogue.ts';
import {VerdictMark} from './VerdictMark.tsx';

export function ThemeView({entries}: {entries: readonly Entry[]}) {
  const measured = entries.filter((entry) => entry.measured);
  const heading = useId();
  if (measured.length === 0) return <p className="fine">None of its studies is measured yet.</p>;
  return (
    <div className="forest" data-testid="forest">
      <h2 id={heading}>Its studies side by side</h2>
      <p className="fine">
        A row for each clause: its effect with the interval of 95 %. The line is the margin, what is claimed lies to its
        right, and each row has a scale of its own.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a narrow window scrolls it with the keyboard too */}
      <section className="forest-scroll" tabIndex={0} aria-labelledby={heading}>
        <table>
          <thead className="unseen">
            <tr>
              <th scope="col">Clause</th>
              <th scope="col">Figure</th>
              <th scope="col">Effect</th>
              <th scope="col">Verdict</th>
            </tr>
          </thead>
          {measured.map((entry) => (
            <StudyRows key={entry.paper.slug} entry={entry} />
          ))}
        </table>
      </section>
    </div>
  );
}

function StudyRows({entry: {paper, measured}}: {entry: Entry}) {
  return (
    <tbody>
      <tr className="forest-study">
        <th scope="rowgroup" colSpan={4}>
          <a href={`#/studies/${paper.slug}`}>{paper.title}</a>
        </th>
      </tr>
      {measured!.clauses.map(({text, effect, span, verdict}) => (
        <tr key={text}>
          <th scope="row">{text}</th>
          <td className="forest-bar">{span && <ForestBar span={span} />}</td>
          <td className="forest-effect">{effect}</td>
          <td>
            <VerdictMark status={verdict} />
          </td>
        </tr>
      ))}
    </tbody>
  );
}
