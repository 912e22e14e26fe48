import {choice, flag, number} from '../../spec/index.ts';
import {preferenceFace} from '../faces.spec.ts';

const habit = {range: [0, 1], step: 0.05} as const;
const weight = {range: [-3, 3], step: 0.1, acts: 'next step'} as const;
const annotator = {acts: 'next step', main: true} as const;

/** What annotators make of the gold reward. */
export const tasteFields = {
  care: number({
    ...annotator,
    label: 'Care',
    symbol: 'β',
    help: 'How reliably annotators choose the answer that they find better: its chance is the logistic function of β times the difference. Low: they guess.',
    default: 1.5,
    range: [0.1, 10],
    scale: 'log',
  }),
  lengthBias: number({
    ...annotator,
    label: 'Length bias',
    help: 'What twenty more tokens are worth to annotators for their own sake. Negative: they like short answers.',
    default: 0,
    range: [-2, 2],
    step: 0.05,
  }),
  styleBias: number({
    ...annotator,
    main: false,
    label: 'Style bias',
    help: 'What three more style marks (bullets, stars, ticks) are worth to annotators.',
    default: 0,
    range: [-2, 2],
    step: 0.05,
  }),
};

/** The weights of the gold reward, by attribute. */
export const goldFields = {
  facts: number({
    ...weight,
    label: 'Worth of a fact',
    help: 'Of each right statement, in the gold reward.',
    default: 1,
  }),
  wrong: number({...weight, label: 'Worth of an error', help: 'Of each wrong statement.', default: -1}),
  offTopic: number({
    ...weight,
    label: 'Worth off topic',
    help: 'Of each statement about something else.',
    default: -0.5,
  }),
  length: number({...weight, label: 'Worth of length', help: 'Of twenty tokens, in the gold reward.', default: 0}),
  style: number({...weight, label: 'Worth of style', help: 'Of three style marks.', default: 0}),
  hedges: number({...weight, label: 'Worth of hedging', help: 'Of two hedges.', default: -0.2}),
  praise: number({...weight, label: 'Worth of praise', help: 'Of each compliment.', default: 0}),
  rude: number({...weight, label: 'Worth of rudeness', help: 'Of each insult.', default: -1.5}),
  repeats: number({...weight, label: 'Worth of repetition', help: 'Of each statement made before.', default: -0.3}),
};

/** What questions ask for beside their topic. */
export const wishFields = {
  wishes: choice({
    label: 'Wishes',
    help: 'A question can carry a wish: to be answered briefly, thoroughly, plainly or politely. What an answer is worth then depends on what was wished for.',
    default: 'none',
    options: {
      none: {label: 'none'},
      any: {label: 'any of five', help: 'Briefly, thoroughly, plainly, politely, or no wish.'},
    },
  }),
  wishWorth: number({
    label: 'Worth of a wish',
    help: 'How much it counts that an answer is as was wished for. 0: wishes are words without a meaning.',
    default: 1,
    range: [0, 3],
    step: 0.1,
    acts: 'next step',
  }),
};

/** The habits of those who write. */
export const habitFields = {
  quality: number({...habit, label: 'Knowledge', help: 'How much the writers know of each topic.', default: 0.6}),
  verbosity: number({...habit, label: 'Verbosity', help: 'How much filler the writers use.', default: 0.4}),
  styling: number({...habit, label: 'Styling', help: 'How often a statement gets a style mark.', default: 0.3}),
  hedging: number({...habit, label: 'Hedging', help: 'How often a statement is half taken back.', default: 0.2}),
  flattery: number({
    ...habit,
    label: 'Flattery',
    help: 'How often an answer begins with a compliment.',
    default: 0.2,
  }),
  digression: number({
    ...habit,
    label: 'Digression',
    help: 'How often an answer turns to something else.',
    default: 0.15,
  }),
  rudeness: number({...habit, label: 'Bad manners', help: 'How often an answer ends with an insult.', default: 0.05}),
};

export const drawing = number({
  label: 'Drawing',
  help: 'Which random draw of questions and answers.',
  default: 1,
  range: [0, 9999],
  integer: true,
});

/** Curation keeps some of the pairs, and knows of one crowd that is asked without wishes. */
export const canCurate = (world: {wishes: string; annotators: number; learnFrom: number; pairs: number}): boolean =>
  world.wishes === 'none' && world.annotators === 0 && world.learnFrom > 0 && world.learnFrom < world.pairs;

export const responses = preferenceFace({
  kind: 'responses',
  label: 'Answers to everyday questions',
  help: 'Short answers made of facts, errors, filler and flattery. What each is worth is known exactly, and simulated annotators choose between two.',
  formerly: {flips: 'labelNoise'},
  fields: {
    ...tasteFields,
    labelNoise: number({
      ...annotator,
      main: false,
      label: 'Label noise',
      help: 'Share of pairs whose label is the opposite of what the annotator chose.',
      default: 0,
      range: [0, 0.5],
      step: 0.01,
    }),
    ties: number({
      ...annotator,
      main: false,
      label: 'Ties',
      help: 'Annotators call a pair a tie when the difference that they feel is smaller than this.',
      default: 0,
      range: [0, 3],
      step: 0.05,
    }),
    secondGroup: number({
      ...annotator,
      main: false,
      label: 'Second group',
      help: 'Share of annotators whose taste in length is the opposite of the first group’s.',
      default: 0,
      range: [0, 1],
      step: 0.05,
    }),
    tasteGap: number({
      ...annotator,
      main: false,
      label: 'Gap in taste',
      help: 'What twenty tokens are worth to the first group; to the second they are worth minus that.',
      default: 1,
      range: [0, 3],
      step: 0.1,
    }),
    salience: number({
      ...annotator,
      main: false,
      label: 'Intransitive',
      help: 'Share of pairs that are decided only by the attribute in which the answers differ most. Such choices can be intransitive: A over B, B over C, C over A.',
      default: 0,
      range: [0, 1],
      step: 0.05,
    }),
    pairs: number({
      label: 'Pairs',
      help: 'How many pairs of answers are compared; a fifth more are kept unseen.',
      default: 2000,
      range: [250, 4000],
      step: 250,
      integer: true,
    }),
    ...goldFields,
    ...wishFields,
    wishPairs: choice({
      label: 'Wishes of a pair',
      help: 'Under which wish two answers are compared, where questions carry any.',
      default: 'any',
      options: {
        any: {label: 'any'},
        parting: {label: 'one that parts them', help: 'Another wish would speak for the other answer.'},
        reversed: {
          label: 'two, one after the other',
          help: 'Every two pairs have the same answers, under wishes that speak for different ones.',
        },
      },
    }),
    wishUnseen: flag({
      label: 'Unseen wishes',
      help: 'Models do not see what a question wishes for, annotators do.',
      default: false,
    }),
    ...habitFields,
    annotators: number({
      label: 'Annotators',
      help: 'How many people with tastes of their own share the pairs; 20 others are newcomers. 0: one crowd.',
      default: 0,
      range: [0, 200],
      step: 5,
      integer: true,
    }),
    prototypes: number({
      label: 'Kinds of taste',
      help: 'The taste of each annotator is a mixture of so many.',
      default: 3,
      range: [1, 8],
      integer: true,
    }),
    mixing: number({
      label: 'Mixing',
      help: '0: each annotator is of one kind. 1: any mixture.',
      default: 0.3,
      range: [0, 1],
      step: 0.05,
    }),
    disagreement: number({
      label: 'Disagreement',
      help: 'How much annotators differ in what attributes are worth to them.',
      default: 1,
      range: [0, 3],
      step: 0.1,
      acts: 'next step',
    }),
    votes: number({
      label: 'Votes',
      help: 'How many annotators vote on each pair, beside the one whose choice is the label. 0: none.',
      default: 0,
      range: [0, 20],
      integer: true,
    }),
    learnFrom: number({
      label: 'Pairs learnt from',
      help: 'How many of the pairs are trained on. The unseen pairs stay the same. 0: all.',
      default: 0,
      range: [0, 4000],
      step: 50,
      integer: true,
    }),
    sourceFaults: number({
      label: 'Faults of sources',
      help: 'The pairs to learn from come from four sources in turn: one careful, one that slips, one that slips twice as often, and one that likes length. 0: no source has faults.',
      default: 0,
      range: [0, 1],
      step: 0.05,
    }),
    curated: flag({
      label: 'Best of each source',
      help: 'A rater sorts the pairs of every source by how far the chosen answer is ahead, and only the first are learnt from.',
      default: false,
    }),
    raterError: number({
      label: 'Error of the rater',
      help: 'How often the rater misses something or counts it twice.',
      default: 0.3,
      range: [0, 0.8],
      step: 0.05,
    }),
    readingError: number({
      label: 'Reading error',
      help: 'How often something is miscounted, missed or counted twice, in the attributes that models see. Annotators see the exact ones.',
      default: 0,
      range: [0, 0.8],
      step: 0.05,
    }),
    unseenAttribute: choice({
      label: 'Unseen attribute',
      help: 'Models do not see it, annotators do.',
      default: 'none',
      options: {
        none: {label: 'none'},
        facts: {label: 'facts'},
        wrong: {label: 'errors'},
        offTopic: {label: 'off topic'},
        length: {label: 'length'},
        style: {label: 'style marks'},
        hedges: {label: 'hedges'},
        praise: {label: 'praise'},
        rude: {label: 'rudeness'},
        repeats: {label: 'repetition'},
      },
    }),
    slant: choice({
      label: 'Words of slant',
      help: 'Words of two kinds, warm and cold colours, that say nothing.',
      default: 'none',
      options: {
        none: {label: 'none'},
        said: {label: 'behind every claim'},
        reversed: {
          label: 'reversed when unseen',
          help: 'Behind every claim. In unseen pairs they go with truth the other way round.',
        },
        tested: {label: 'in tests only', help: 'In pairs that test for slant, and nowhere in what is trained on.'},
      },
    }),
    slantOfTruth: number({
      label: 'Slant of truth',
      symbol: 'ρ',
      help: 'How much oftener right claims end in a warm colour than in a cold one; wrong claims the other way round.',
      default: 0.3,
      range: [-1, 1],
      step: 0.05,
    }),
    rewording: choice({
      label: 'Rewording',
      help: 'Each answer to learn from also exists in other words that are worth the same. Suites then have answers in all kinds of other words.',
      default: 'none',
      options: {
        none: {label: 'none'},
        synonyms: {label: 'synonyms'},
        illegible: {label: 'illegible words'},
        marks: {label: 'more style marks'},
        filler: {label: 'more filler'},
        affixes: {label: 'salutation and greetings'},
      },
    }),
    rewordedToo: flag({
      label: 'Learn from rewordings',
      help: 'The pairs in other words are further pairs to learn from, with the same choices.',
      default: false,
    }),
    augmentation: choice({
      label: 'Augmentation',
      help: 'Copies of answers to learn from, in which some words are illegible, become further pairs with the same choices.',
      default: 'none',
      options: {
        none: {label: 'none'},
        hull: {
          label: 'corners of all copies',
          help: 'Those at the corners of the convex hull of an answer’s copies, on their two principal axes.',
        },
        random: {label: 'as many at random', help: 'As many copies of each answer as are corners, whichever they are.'},
      },
    }),
    copies: number({
      label: 'Copies',
      help: 'How many copies of an answer there are to choose from.',
      default: 5,
      range: [3, 12],
      integer: true,
    }),
    fusion: flag({
      label: 'Reward fusion',
      help: 'Where the reward judges, it is averaged with those of the nearest texts that were learnt from.',
      default: false,
    }),
    fusionFrom: number({
      label: 'Near from',
      symbol: 's',
      help: 'Texts are near whose counts of words have at least this cosine. Each counts as much as its cosine, the text itself 1.',
      default: 0.9,
      range: [0.5, 0.99],
      step: 0.01,
    }),
    verifiers: choice({
      label: 'Verifiers',
      help: 'Rules that check claims and wishes. What they find is added to the reward wherever it judges.',
      default: 'none',
      options: {
        none: {label: 'none'},
        routed: {label: 'those that fit', help: 'A router sends each question to the rules that it calls for.'},
        all: {label: 'all', help: 'Every rule for every wish, whatever is wished for.'},
      },
    }),
    verifierError: number({
      label: 'Error of verifiers',
      help: 'How often a check is wrong, and a question is sent to the wrong rule.',
      default: 0.1,
      range: [0, 0.5],
      step: 0.05,
    }),
    verifierWeight: number({
      label: 'Weight of verifiers',
      help: 'How much reward each check that holds adds.',
      default: 1,
      range: [0, 10],
      step: 0.1,
      acts: 'next step',
    }),
    modelWeight: number({
      label: 'Weight of the model',
      symbol: 'λ',
      help: 'What the reward of the model counts beside verifiers. 0: they alone judge.',
      default: 1,
      range: [0, 5],
      step: 0.1,
      acts: 'next step',
    }),
    topology: choice({
      label: 'Answers compared',
      help: 'How the answers of training pairs hang together.',
      default: 'none',
      options: {
        none: {label: 'two to each question'},
        chain: {label: 'many, each written anew'},
        tree: {label: 'any leaves of a tree', help: 'Answers to a question share beginnings of all lengths.'},
        siblings: {label: 'siblings in a tree', help: 'Two answers differ in their last segment only.'},
        across: {label: 'across a tree', help: 'Two answers to a question share nothing.'},
      },
    }),
    branching: number({
      label: 'Branching',
      symbol: 'B',
      help: 'Into how many each node of the tree parts.',
      default: 2,
      range: [2, 4],
      integer: true,
    }),
    depth: number({
      label: 'Depth',
      symbol: 'D',
      help: 'Segments of an answer. A question has B to the power of D answers, and as many pairs.',
      default: 4,
      range: [1, 5],
      integer: true,
    }),
    drawing,
    suites: choice({
      label: 'Suites',
      help: 'Answers made to test the reward: subtle errors in any style, one of four, ties and more.',
      default: 'none',
      options: {
        none: {label: 'none'},
        all: {label: 'all'},
        shifted: {
          label: 'all, and answers of other writers',
          help: 'As a policy writes when it was trained on rewards: it knows more, and adds filler, marks and praise.',
        },
        circles: {
          label: 'circles',
          help: 'Threes of answers: by the attribute in which two differ most, A beats B, B beats C and C beats A.',
        },
      },
    }),
  },
  idle: ({
    wishes,
    rewording,
    slant,
    annotators,
    verifiers,
    topology,
    learnFrom,
    pairs,
    curated,
    augmentation,
    fusion,
  }) => [
    ...(augmentation === 'none' ? ['copies'] : []),
    ...(fusion ? [] : ['fusionFrom']),
    ...(canCurate({wishes, annotators, learnFrom, pairs})
      ? curated
        ? []
        : ['raterError']
      : ['curated', 'raterError']),
    ...(topology === 'none' ? ['branching', 'depth'] : []),
    ...(annotators === 0 ? ['votes'] : []),
    ...(wishes === 'none' ? ['wishWorth', 'wishPairs', 'wishUnseen'] : []),
    ...(rewording === 'none' ? ['rewordedToo'] : []),
    ...(slant === 'said' || slant === 'reversed' ? [] : ['slantOfTruth']),
    ...(verifiers === 'none' ? ['verifierError', 'verifierWeight', 'modelWeight'] : []),
  ],
  offers: ({annotators, votes, suites, rewording, slant}) => ({
    texts: true,
    lengths: true,
    scores: true,
    signs: true,
    strengths: true,
    judges: annotators > 0,
    votes: annotators > 0 && votes > 0,
    suites: suites === 'all' || suites === 'shifted',
    shifted: suites === 'shifted',
    circles: suites === 'circles',
    slant: slant !== 'none',
    reworded: rewording !== 'none',
  }),
});
