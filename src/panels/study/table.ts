/** The numbers behind a study's figure. */
import {plain} from '../chart/format.ts';
import type {Table} from '../frame/save.ts';
import {type StudyPicture, valuesOf} from './data.ts';

/** The measures that a figure shows, each once. */
export function figureMeasures({figure}: Pick<StudyPicture, 'figure'>): string[] {
  switch (figure.kind) {
    case 'plane':
      return [figure.x, figure.y, ...(figure.size ? [figure.size] : [])];
    case 'dots':
    case 'curve':
      return [figure.measure];
    case 'matrix':
      return [...new Set(figure.rows.flat())];
  }
}

export function studyTable(picture: StudyPicture): Table {
  const {figure, arms, measures} = picture;
  const shown = figureMeasures(picture);
  const rows = (['live', 'file'] as const).flatMap((source) => {
    const measured = picture[source];
    if (!measured) return [];
    return arms.flatMap(({name, label}) =>
      measured.seeds.flatMap((seed, i) => {
        const values = shown.map((measure) => valuesOf(measured, name, measure)[i]);
        if (values.every((value) => value === undefined)) return [];
        const cells = values.map((value) => (value === undefined ? '–' : plain(value)));
        return [[label, source === 'live' ? 'now' : 'on file', seed, ...cells]];
      }),
    );
  });
  return {
    caption: rows.length > 0 ? `${figure.title}: each arm with each seed.` : 'Nothing is measured yet.',
    columns: ['arm', 'measured', 'seed', ...shown.map((name) => measures[name]?.label.toLowerCase() ?? name)],
    rows,
  };
}
