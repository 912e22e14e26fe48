import {useMemo} from 'react';
import {pictureOf} from '../../panels/study/picture.ts';
import {Thumbnail} from '../../panels/study/Thumbnail.tsx';
import {BENCHES, type Entry, findings} from './catalogue.ts';
import {useStudy} from './loaded.ts';
import {VerdictMark} from './VerdictMark.tsx';

/** A paper with its figure, drawn from what is on file. */
export function StudyCard({entry}: {entry: Entry}) {
  const {paper, status, results} = entry;
  return (
    <li className="study-card" data-testid={`card-${paper.slug}`}>
      <div className="study-card-figure">{results ? <Figure entry={entry} /> : <Empty status={status} />}</div>
      <h2>
        <a href={`#/studies/${paper.slug}`}>{paper.title}</a>
      </h2>
      <p className="study-card-foot">
        <VerdictMark status={status} />
        <span>{results ? findings(results) : BENCHES[paper.bench]}</span>
      </p>
    </li>
  );
}

function Figure({entry: {paper, results}}: {entry: Entry}) {
  const study = useStudy(paper.slug);
  const picture = useMemo(() => study && results && pictureOf(study, results), [study, results]);
  return picture ? <Thumbnail picture={picture} /> : null;
}

function Empty({status}: Pick<Entry, 'status'>) {
  return (
    <span className="study-card-none">
      {status === 'guide' ? 'A tour with live figures' : 'Open it to watch it train'}
    </span>
  );
}
