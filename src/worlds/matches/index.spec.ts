import {choice} from '../../spec/index.ts';
import {preferenceFace} from '../faces.spec.ts';

export const matches = preferenceFace({
  kind: 'matches',
  label: 'Football matches',
  help: 'Teams instead of answers, results instead of opinions: 6,504 matches of five leagues, 2013 to 2017. A team plays at home or away.',
  fields: {
    league: choice({
      label: 'League',
      help: 'Which league’s matches. Teams of different leagues never meet, so only teams of one league can be compared.',
      default: 'england',
      options: {
        england: {label: 'England'},
        germany: {label: 'Germany'},
        spain: {label: 'Spain'},
        italy: {label: 'Italy'},
        austria: {label: 'Austria'},
        all: {label: 'all five'},
      },
      main: true,
    }),
    unseen: choice({
      label: 'Unseen',
      help: 'Which matches are kept unseen.',
      default: 'fifth',
      options: {
        fifth: {label: 'every fifth match', help: 'From all seasons: the question is how strong the teams were.'},
        season: {
          label: 'the last season',
          help: 'A forecast. Teams change, and newly promoted teams were never seen: their weight stays 0.',
        },
      },
    }),
  },
  offers: () => ({texts: false, lengths: false, scores: false}),
});
