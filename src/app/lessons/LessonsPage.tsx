/** The pages of lessons: their list, and a page for each. Loaded when one is opened. */
import {useEffect, useState} from 'react';
import {type Listed, loadLesson, loadLessons} from '../../lessons/index.ts';
import type {Lesson} from '../../lessons/kit/lesson.ts';
import type {Preset} from '../../presets/index.ts';
import {useHelp} from '../shell/keys.ts';
import {presetFor} from '../studies/preset.ts';
import {StudiesTop} from '../studies/StudiesTop.tsx';
import {useTitle} from '../studies/title.ts';
import {type LessonAddress, readLessons} from './address.ts';
import {doneIn, keptOf} from './kept.ts';
import {LessonPage} from './LessonPage.tsx';
import '../studies/studies.css';
import './lessons.css';

export default function LessonsPage({address}: {address: string}) {
  const {slug, ...at} = readLessons(address);
  // The dialog of the lab's keys must not stay open.
  useEffect(() => useHelp.setState({open: false}), []);
  return slug === undefined ? <List /> : <Opened key={slug} slug={slug} {...at} />;
}

function List() {
  useTitle('Lessons');
  const [lessons, setLessons] = useState<Listed[]>();
  useEffect(() => {
    void loadLessons().then(setLessons, () => {});
  }, []);
  return (
    <div className="studies">
      <StudiesTop of="lessons" list />
      <main className="lesson-list">
        <h1>Lessons</h1>
        <p className="studies-lead">
          Say what you expect, then let the model train and see. Being wrong is the quickest way to learn here; nothing
          is sent anywhere.
        </p>
        <ol data-testid="lessons">
          {lessons?.map(({slug, lesson}) => (
            <li key={slug}>
              <a href={`#/lessons/${slug}`} data-testid={`lesson-${slug}`}>
                {lesson.title}
              </a>
              <p>{lesson.asks}</p>
              <p className="fine">{standing(slug, lesson)}</p>
            </li>
          ))}
        </ol>
      </main>
    </div>
  );
}

function standing(slug: string, lesson: Lesson): string {
  const {done, all} = doneIn(lesson, keptOf(slug, lesson));
  const length = `about ${lesson.minutes} minutes`;
  if (done === 0) return length;
  return done === all ? `${length} · done` : `${length} · ${done} of ${all} done`;
}

type Loaded = {lesson: Lesson; presets: Map<string, Preset>} | 'missing' | 'failed' | undefined;

function Opened({slug, ...at}: LessonAddress & {slug: string}) {
  const [loaded, setLoaded] = useState<Loaded>();
  useEffect(() => {
    let here = true;
    void open(slug).then(
      (value) => here && setLoaded(value),
      () => here && setLoaded('failed'),
    );
    return () => {
      here = false;
    };
  }, [slug]);
  if (loaded && typeof loaded === 'object') return <LessonPage slug={slug} {...at} {...loaded} />;
  return (
    <div className="studies">
      <StudiesTop of="lessons" />
      <main className="lesson-list" role="status">
        {loaded === 'missing' && (
          <p className="studies-lead">
            There is no lesson of the name “{slug.slice(0, 60)}”. <a href="#/lessons">All lessons</a>
          </p>
        )}
        {loaded === 'failed' && (
          <p className="studies-lead">The lesson could not be loaded. Check the connection and reload the page.</p>
        )}
      </main>
    </div>
  );
}

async function open(slug: string): Promise<Loaded> {
  const lesson = await loadLesson(slug);
  if (!lesson) return 'missing';
  const programs = new Set(Object.values(lesson.runs).map(({stages}) => stages.at(-1)!.program));
  const presets = await Promise.all([...programs].map(async (name) => [name, await presetFor(name)] as const));
  return {lesson, presets: new Map(presets)};
}
