/** A study as its figure takes it. */
import type {Study} from '../../studies/kit/study.ts';
import type {Measured, StudyPicture} from './data.ts';

type Pictured = Pick<Study, 'figure' | 'arms' | 'measures'>;

export function pictureOf({figure, arms, measures}: Pictured, file?: Measured, live?: Measured): StudyPicture {
  return {
    figure,
    arms: arms.map(({name, label, role = 'baseline', x, series}) => ({name, label, tone: role, x, series})),
    measures: Object.fromEntries(
      measures.map(({name, label, symbol, better, range}) => [name, {label, symbol, better, range}]),
    ),
    ...(file && {file}),
    ...(live && {live}),
  };
}
