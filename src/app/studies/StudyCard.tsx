import {Thumbnail} from '../../panels/study/Thumbnail.tsx';
import {BENCHES, type Entry, findings} from './catalogue.ts';
import {VerdictMark} from './VerdictMark.tsx';

/** A paper with its figure, drawn from what is on file. */
export function StudyCard({entry}: {entry: Entry}) {
  const {paper, status, measured} = entry;
  return (
    <li className="study-card" data-testid={`card-${paper.slug}`}>
      <div className="study-card-figure">
        {measured ? <Thumbnail card={measured.card} /> : <Empty status={status} />}
      </div>
      <h2>
        <a href={`#/studies/${paper.slug}`}>{paper.title}</a>
      </h2>
      <p className="study-card-foot">
        <VerdictMark status={status} />
        <span>{measured ? findings(measured) : BENCHES[paper.bench]}</span>
      </p>
    </li>
  );
}

function Empty({status}: Pick<Entry, 'status'>) {
  return (
    <span className="study-card-none">
      {status === 'guide' ? 'A tour with live figures' : 'Open it to watch it train'}
    </span>
  );
}
