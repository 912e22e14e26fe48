/** Arms of several measured studies in one plane, as their results say. */
import {useEffect, useMemo, useState} from 'react';
import {constant} from '../../panels/frame/constant.ts';
import type {StudyPicture} from '../../panels/study/data.ts';
import {pictureOf} from '../../panels/study/picture.ts';
import {StudyPanel} from '../../panels/study/StudyPanel.tsx';
import {loadResults, loadStudy} from '../../studies/index.ts';
import type {GuideSection} from '../../studies/kit/guide.ts';
import {PAPERS} from '../../studies/papers.ts';

type Props = NonNullable<GuideSection['results']>;

/** The pictures of several studies as one: arms are named by study and arm. */
export function joined(pictures: ReadonlyMap<string, StudyPicture>, {x, y}: Pick<Props, 'x' | 'y'>): StudyPicture {
  const all = [...pictures];
  const named = (slug: string, arm: string) => `${slug} ${arm}`;
  return {
    figure: {kind: 'plane', title: '', x, y},
    arms: all.flatMap(([slug, {arms}]) => arms.map((arm) => ({...arm, name: named(slug, arm.name)}))),
    measures: Object.assign({}, ...all.map(([, {measures}]) => measures)),
    file: {
      seeds: all[0]?.[1].file?.seeds ?? [],
      values: Object.fromEntries(
        all.flatMap(([slug, {file}]) => Object.entries(file?.values ?? {}).map(([arm, of]) => [named(slug, arm), of])),
      ),
    },
  };
}

async function load({studies, ...axes}: Props): Promise<StudyPicture> {
  const pictures = await Promise.all(
    studies.map(async (slug) => {
      const [study, results] = await Promise.all([loadStudy(slug), loadResults(slug)]);
      return [slug, pictureOf(study!, results)] as const;
    }),
  );
  return joined(new Map(pictures), axes);
}

export function ResultsFigure(props: Props) {
  const [picture, setPicture] = useState<StudyPicture | 'failed'>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a section of a guide never changes
  useEffect(() => {
    let here = true;
    void load(props).then(
      (loaded) => here && setPicture(loaded),
      () => here && setPicture('failed'),
    );
    return () => {
      here = false;
    };
  }, []);
  const feed = useMemo(() => (typeof picture === 'object' ? constant(picture) : undefined), [picture]);
  if (picture === 'failed') return <p className="fine">Their results could not be loaded: check the connection.</p>;
  return (
    <div className="guide-results" data-testid="guide-results">
      {feed && <StudyPanel title={props.title} sentence={<From studies={props.studies} />} picture={feed} />}
    </div>
  );
}

function From({studies}: Pick<Props, 'studies'>) {
  return (
    <>
      One dot for each arm and seed, of{' '}
      {studies.map((slug, i) => (
        <span key={slug}>
          {i > 0 && ', '}
          <a href={`#/studies/${slug}`}>{PAPERS.find((one) => one.slug === slug)?.title}</a>
        </span>
      ))}
      .
    </>
  );
}
