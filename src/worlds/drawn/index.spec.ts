import {type Dab, drawing, number} from '../../spec/index.ts';
import {viewsFace} from '../faces.spec.ts';
import {latent} from '../latent/index.spec.ts';

/** Two moons and a cloud: no straight line tells them apart. */
const START: Dab[] = [
  [0, 20, 48, 5],
  [0, 25, 63, 5],
  [0, 38, 71, 5],
  [0, 51, 64, 5],
  [0, 56, 48, 5],
  [1, 42, 55, 5],
  [1, 47, 38, 5],
  [1, 60, 31, 5],
  [1, 73, 38, 5],
  [1, 78, 55, 5],
  [2, 22, 20, 8],
];

export const drawn = viewsFace({
  kind: 'drawn',
  label: 'Drawn by hand',
  help: 'Clusters that you paint: what must a model do with yours?',
  fields: {
    dabs: drawing({
      label: 'Clusters',
      help: 'Choose a class and paint: each dab is a cloud of points. With the keyboard: arrows move the brush, space paints, digits choose the class, U takes the last dab back.',
      default: START,
      classes: 8,
      grid: 100,
      spread: [1, 20],
      most: 64,
      main: true,
    }),
    points: number({
      ...latent.fields.points,
      help: 'How many points are drawn, shared evenly among the dabs; a fifth of them is kept unseen.',
    }),
    strength: latent.fields.strength,
    positive: latent.fields.positive,
    drawing: number({
      ...latent.fields.drawing,
      help: 'Which random draw of the points: another number gives other points of the same clusters.',
    }),
  },
  offers: ({dabs}) => ({inputs: ['vectors'], classes: dabs.some(([group]) => group !== dabs[0][0])}),
});
