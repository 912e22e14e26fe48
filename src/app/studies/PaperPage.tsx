/** The page of one paper: its study, its guide, or a sentence that there is none yet. */
import {Suspense, useEffect, useState} from 'react';
import type {Preset} from '../../presets/index.ts';
import {DOORS} from '../../studies/doors.ts';
import {GUIDE_SLUGS, loadResults, loadStudy, STUDY_SLUGS} from '../../studies/index.ts';
import type {Results} from '../../studies/kit/results.ts';
import type {Study} from '../../studies/kit/study.ts';
import {PAPERS, type Paper} from '../../studies/papers.ts';
import {presetFor} from './preset.ts';
import {StudiesTop} from './StudiesTop.tsx';
import {StudyPage} from './StudyPage.tsx';
import {useTitle} from './title.ts';
import './studies.css';
import {lazyPart} from '../../panels/frame/later.ts';

const GuidePage = lazyPart(() => import('./GuidePage.tsx'));

interface Props {
  slug: string;
  query: URLSearchParams;
}

export default function PaperPage({slug, query}: Props) {
  const paper = PAPERS.find((one) => one.slug === slug);
  const door = DOORS.find((one) => one.slug === slug);
  useTitle(paper?.title ?? door?.question ?? 'No such study');
  if (paper && STUDY_SLUGS.includes(slug)) return <Loaded paper={paper} query={query} />;
  const guided = door?.question ?? (GUIDE_SLUGS.includes(slug) ? paper?.title : undefined);
  if (guided !== undefined) {
    return (
      <Suspense>
        <GuidePage key={slug} slug={slug} title={guided} kind={door ? 'Begin here' : 'Guide'} />
      </Suspense>
    );
  }
  const text = paper
    ? 'This paper is no study yet: nobody has built its experiment.'
    : `There is no paper “${slug.slice(0, 60)}” among the studies.`;
  return <Sentence title={paper?.title ?? 'No such study'} text={text} />;
}

function Sentence({title, text}: {title: string; text: string}) {
  return (
    <div className="studies">
      <StudiesTop />
      <main className="paper">
        <h1>{title}</h1>
        <p className="studies-lead">{text}</p>
        <p>
          <a href="#/studies">All studies</a>
        </p>
      </main>
    </div>
  );
}

interface Parts {
  study: Study;
  results: Results | undefined;
  preset: Preset;
}

async function load(slug: string): Promise<Parts> {
  const [study, results] = await Promise.all([loadStudy(slug), loadResults(slug)]);
  const preset = await presetFor(study!.arms[0].stages.at(-1)!.program);
  return {study: study!, results, preset};
}

function Loaded({paper, query}: {paper: Paper; query: URLSearchParams}) {
  const [parts, setParts] = useState<Parts | 'failed'>();
  useEffect(() => {
    let here = true;
    void load(paper.slug).then(
      (found) => here && setParts(found),
      () => here && setParts('failed'),
    );
    return () => {
      here = false;
    };
  }, [paper]);
  if (parts === 'failed') {
    const text = 'This study could not be loaded. Check the connection and reload the page.';
    return <Sentence title={paper.title} text={text} />;
  }
  return parts && <StudyPage paper={paper} query={query} {...parts} />;
}
