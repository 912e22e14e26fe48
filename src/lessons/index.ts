/** All lessons. A lesson is found by its place, `src/lessons/<slug>.ts`, and loaded when it is wanted. */
import {language} from '../programs/index.spec.ts';
import type {Lesson} from './kit/lesson.ts';

const LESSONS = import.meta.glob<Lesson>(['./*.ts', '!./index.ts'], {import: 'default'});

const nameOf = (path: string) => path.slice('./'.length, -'.ts'.length);

export interface Listed {
  slug: string;
  lesson: Lesson;
}

/** In the order of the list. */
export async function loadLessons(): Promise<Listed[]> {
  const all = await Promise.all(
    Object.entries(LESSONS).map(async ([path, load]) => ({slug: nameOf(path), lesson: await load()})),
  );
  return all.sort((a, b) => a.lesson.order - b.lesson.order);
}

/** A lesson, with the specs of its programs; undefined where there is none of that name. */
export async function loadLesson(slug: string): Promise<Lesson | undefined> {
  const path = `./${slug}.ts`;
  const lesson = Object.hasOwn(LESSONS, path) ? await LESSONS[path]() : undefined;
  await language.load(Object.values(lesson?.runs ?? {}).flatMap(({stages}) => language.named({stages})));
  return lesson;
}
