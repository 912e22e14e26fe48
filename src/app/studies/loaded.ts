/** What is loaded of studies, as React state. */
import {useEffect, useState} from 'react';
import {loadResults, loadStudy, STUDY_SLUGS} from '../../studies/index.ts';
import type {Results} from '../../studies/kit/results.ts';
import type {Study} from '../../studies/kit/study.ts';

let all: Promise<ReadonlyMap<string, Results>> | undefined;

async function loadAll(): Promise<ReadonlyMap<string, Results>> {
  const found = await Promise.all(STUDY_SLUGS.map(async (slug) => [slug, await loadResults(slug)] as const));
  return new Map(found.flatMap(([slug, results]) => (results ? [[slug, results] as const] : [])));
}

/** What is on file of all studies; undefined until it is there. What could not be loaded counts as not measured. */
export function useResults(): ReadonlyMap<string, Results> | undefined {
  const [results, setResults] = useState<ReadonlyMap<string, Results>>();
  useEffect(() => {
    all ??= loadAll().catch(() => {
      all = undefined;
      return new Map();
    });
    void all.then(setResults);
  }, []);
  return results;
}

/** A study; undefined until it is there. */
export function useStudy(slug: string): Study | undefined {
  const [study, setStudy] = useState<Study>();
  useEffect(() => {
    let here = true;
    void loadStudy(slug).then(
      (loaded) => here && setStudy(loaded),
      () => {},
    );
    return () => {
      here = false;
    };
  }, [slug]);
  return study;
}
