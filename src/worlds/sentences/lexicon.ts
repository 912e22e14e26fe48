/**
 * The words of the sentences world, written by hand for it: topics, and for each role of a sentence what can stand there.
 *
 * A list reads `general: kind, kind; general: kind`. Words of one concept are parted by `/`: they mean the same, the most
 * usual first. Actions come in opposites, parted by `><`; where a verb is irregular, its past and its participle follow it.
 */

export type Role = 'action' | 'object' | 'subject' | 'place' | 'time' | 'quality';

/** What can stand in a role. No two concepts of a role have a word in common. */
export interface Concept {
  role: Role;
  /** Words for the same thing; of an action its verbs. */
  words: readonly string[];
  /** What it is a kind of. */
  general?: Concept;
  opposite?: Concept;
}

export interface Topic {
  name: string;
  subject: readonly Concept[];
  action: readonly Concept[];
  object: readonly Concept[];
  place: readonly Concept[];
}

interface Lists {
  subject: string;
  action: string;
  object: string;
  place: string;
}

const RELATIVES = 'relative: grandmother/grandma, uncle, cousin';
const JUDGE = 'praise/commend >< criticise/condemn';
const LIKE = 'like/enjoy >< dislike/detest';
const SEE = 'notice/spot spotted >< overlook/disregard';

const LISTS: Readonly<Record<string, Lists>> = {
  Cooking: {
    subject: `worker: chef/cook, baker, waiter/server; ${RELATIVES}`,
    action: `prepare/make made made >< ruin/spoil; chill/cool >< heat/warm; ${JUDGE}; ${LIKE}`,
    object: 'fish: salmon, trout, herring; fruit: apple, pear, plum; dessert: cake, pudding, pie',
    place: 'room: kitchen, cellar/basement; building: restaurant/bistro, hotel',
  },
  School: {
    subject: 'adult: teacher/instructor, principal/headteacher, librarian; child: girl, boy, toddler',
    action: `understand understood understood/grasp >< misread misread misread/misjudge; ${JUDGE}; remember/recall >< forget forgot forgotten/neglect; ${LIKE}`,
    object: 'text: novel, poem, essay; task: exam/test, puzzle/riddle, exercise/drill',
    place: 'room: classroom/schoolroom, kitchen; building: library, school',
  },
  Sport: {
    subject: 'athlete: runner/sprinter, goalkeeper/goalie, swimmer; official: coach/trainer, referee/umpire',
    action: `win won won/secure >< lose lost lost/forfeit; remember/recall >< forget forgot forgotten/neglect; ${JUDGE}; ${LIKE}`,
    object: 'contest: race, match/game, tournament; prize: medal, trophy/cup',
    place: 'arena: stadium, gymnasium/gym; settlement: village/hamlet, city/metropolis',
  },
  Music: {
    subject: 'musician: violinist/fiddler, pianist, drummer/percussionist; listener: admirer/fan, reviewer/critic',
    action: `record/tape >< erase/delete; ${JUDGE}; remember/recall >< forget forgot forgotten/neglect; ${LIKE}`,
    object: 'song: ballad, lullaby, anthem; composition: symphony, waltz, concerto',
    place: 'building: theatre/playhouse, church/chapel, school; settlement: village/hamlet, city/metropolis',
  },
  Travel: {
    subject: 'traveller: tourist/sightseer, pilgrim, hiker/walker; worker: driver/chauffeur, pilot/aviator',
    action: `repair/fix >< damage/wreck; choose chose chosen/select >< reject/refuse; buy bought bought/purchase >< sell sold sold/auction; ${LIKE}`,
    object: 'vehicle: bus/omnibus, train, boat/ship; lodging: tent, cabin/hut, caravan',
    place: 'settlement: village/hamlet, city/metropolis, harbour/port; landscape: forest/woods, desert, valley/dale',
  },
  Health: {
    subject: `medic: doctor/physician, nurse, surgeon; ${RELATIVES}`,
    action: `treat/cure >< aggravate/worsen; mention/report >< conceal/hide hid hidden; ${SEE}`,
    object: 'injury: burn, fracture, wound/cut; illness: influenza/flu, fever, cough',
    place: 'building: hospital/infirmary, clinic, pharmacy, hotel; room: bedroom, ward',
  },
  Garden: {
    subject: `worker: gardener, farmer/grower, florist; ${RELATIVES}`,
    action: `protect/guard >< destroy/demolish; buy bought bought/purchase >< sell sold sold/auction; ${SEE}; ${LIKE}`,
    object: 'flower: rose, tulip, lily; tree: oak, willow, birch; vegetable: carrot, cabbage, leek',
    place: 'garden: orchard, backyard/yard, park; building: greenhouse/glasshouse, barn/shed',
  },
  Office: {
    subject:
      'employee: manager/boss, secretary/assistant, accountant/bookkeeper; visitor: client/customer, lawyer/attorney',
    action: `choose chose chosen/select >< reject/refuse; repair/fix >< damage/wreck; ${SEE}; ${JUDGE}`,
    object: 'document: letter, contract/agreement, invoice/bill; device: printer, computer, telephone/phone',
    place: 'room: study, corridor/hallway, lobby/foyer; building: bank, factory/plant',
  },
};

const TIMES =
  'yesterday: yesterday morning, yesterday evening; last week: last monday, last friday; last summer: last june, last july, last august';

const QUALITIES =
  'large/big >< small/little; expensive/costly >< cheap/inexpensive; beautiful/lovely >< ugly/hideous; strange/odd >< ordinary/normal';

/** Past tense and participle. */
export interface VerbForms {
  past: string;
  participle: string;
}

const verbs = new Map<string, VerbForms>();
const known = new Map<string, Concept>();

/** The concept of these words: one and the same in every topic. */
function concept(role: Role, words: readonly string[]): Concept {
  const key = `${role} ${words[0]}`;
  const found = known.get(key) ?? {role, words};
  known.set(key, found);
  return found;
}

const parts = (text: string, by: string) => text.split(by).map((part) => part.trim());

function kindsOf(role: Role, list: string): Concept[] {
  return parts(list, ';').flatMap((group) => {
    const [general, kinds] = parts(group, ':');
    const above = concept(role, [general]);
    return parts(kinds, ',').map((words) => {
      const kind = concept(role, words.split('/'));
      kind.general = above;
      return kind;
    });
  });
}

function oppositesOf(role: Role, list: string): Concept[] {
  return parts(list, ';').flatMap((pair) => {
    const [a, b] = parts(pair, '><').map((words) =>
      concept(role, words.split('/').map(role === 'action' ? verb : same)),
    );
    a.opposite = b;
    b.opposite = a;
    return [a, b];
  });
}

const same = (word: string) => word;

/** The base form; notes the others. */
function verb(text: string): string {
  const [base, past = regularPast(base), participle = past] = text.split(' ');
  verbs.set(base, {past, participle});
  return base;
}

const regularPast = (base: string): string => (base.endsWith('e') ? `${base}d` : `${base}ed`);

/** Each list from the most usual to the rarest. */
export const TOPICS: readonly Topic[] = Object.entries(LISTS).map(([name, {subject, action, object, place}]) => ({
  name,
  subject: kindsOf('subject', subject),
  action: oppositesOf('action', action),
  object: kindsOf('object', object),
  place: kindsOf('place', place),
}));

export const TIME: readonly Concept[] = kindsOf('time', TIMES);
export const QUALITY: readonly Concept[] = oppositesOf('quality', QUALITIES);

export function formsOf(base: string): VerbForms {
  const forms = verbs.get(base);
  if (!forms) throw new Error(`The sentences world knows no verb "${base}".`);
  return forms;
}

const GRAMMAR = ['the', 'was', 'not', 'by', 'in', 'did'];

/** Every word of the language; first what stands for a word that is left out. */
export const VOCABULARY: readonly string[] = [
  ...new Set([
    '…',
    ...GRAMMAR,
    ...[...known.values()].flatMap(({role, words}) =>
      words.flatMap((word) => {
        if (role !== 'action') return word.split(' ');
        const {past, participle} = formsOf(word);
        return [word, past, participle];
      }),
    ),
  ]),
];
