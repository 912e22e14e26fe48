import {kNearest} from '../../metrics/kNearest/index.spec.ts';
import {tolerance} from '../../metrics/tolerance/index.spec.ts';
import {uniformity} from '../../metrics/uniformity/index.spec.ts';
import {guide} from '../kit/guide.ts';
import {final} from '../kit/measures.ts';
import {encoderStage} from '../kit/settings.ts';

const at = (temperature: number) => [
  encoderStage(
    {
      world: {kind: 'digits'},
      model: {kind: 'mlp', head: 16},
      objective: {kind: 'infoNCE', temperature},
      training: {kind: 'adamW', batch: 128, evaluateEvery: 50},
    },
    300,
  ),
];

export default guide({
  sections: [
    {
      title: 'One number divides the push',
      paragraphs: [
        'InfoNCE pulls the two views of a digit together, and pushes away every other digit of the batch. The temperature τ divides that push: each negative gets a share in proportion to exp(similarity / τ).',
        'At a low τ nearly all of it goes to the few that are most similar, whether they are the same digit or not. At a high τ all get about the same, and what is far away already is pushed as hard as what is near.',
        'Below, the same digits and the same network, with three temperatures. Watch how evenly the points lie (uniformity: lower is more even), how close digits of one class stay (tolerance), and whether the nearest neighbours name the digit.',
      ],
      figure: {
        title: 'The same digits at three temperatures',
        arms: [
          {name: 'cold', label: 'τ = 0.1', role: 'baseline', stages: at(0.1)},
          {name: 'middle', label: 'τ = 0.3', role: 'method', stages: at(0.3)},
          {name: 'hot', label: 'τ = 1', role: 'baseline', stages: at(1)},
        ],
        measures: [final(uniformity), final(tolerance), final(kNearest)],
      },
    },
    {
      title: 'Even is not the same as useful',
      paragraphs: [
        'Three studies have trained on these digits. Here all their arms stand in one plane: how evenly the points lie, and how many digits the nearest neighbours name. Among the temperatures of InfoNCE the lower ones are more even, and name more digits. But the most even arm of all, uniformity alone, names fewer: nothing holds the two views of a digit together. And alignment alone puts all digits into one place.',
      ],
      results: {
        title: 'Every arm of three studies',
        studies: ['alignment-uniformity', 'behaviour-contrastive-loss', 'moco-dual-hardfilter'],
        x: 'uniformity',
        y: 'kNearest',
      },
    },
    {
      title: 'Turn it yourself',
      paragraphs: [
        'In the lab the temperature acts while the model trains: open the first experiment of the sphere, let it settle, and move the slider. “Three at once” opens the same run at three temperatures, and “Sweep” trains the whole range.',
      ],
    },
  ],
  orders: [
    {
      slug: 'behaviour-contrastive-loss',
      why: 'Which temperature is best for what, and what the hardest negatives have to do with it.',
    },
    {slug: 'alignment-uniformity', why: 'The two forces apart: both are needed.'},
    {slug: 'moco-dual-hardfilter', why: 'The other way to push the hardest: leave the others out.'},
    {slug: 'contrastive-framework-tour', why: 'What else can be changed besides the temperature.'},
  ],
});
