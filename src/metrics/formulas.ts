/** The formulas of all metrics, typeset when the page is built. They are large: the page loads them when one is asked for. */
import {formulas as accuracy} from './accuracy/formula.ts';
import {formulas as aggregate} from './aggregate/formula.ts';
import {formulas as alignment} from './alignment/formula.ts';
import {formulas as anisotropy} from './anisotropy/formula.ts';
import {formulas as batchHardness} from './batchHardness/formula.ts';
import {formulas as bestOfN} from './bestOfN/formula.ts';
import {formulas as calibrationError} from './calibrationError/formula.ts';
import {formulas as circles} from './circles/formula.ts';
import {formulas as classCollapse} from './classCollapse/formula.ts';
import {formulas as densityKL} from './densityKL/formula.ts';
import {formulas as effectiveRank} from './effectiveRank/formula.ts';
import {formulas as exact, ofPolicies} from './exact/formula.ts';
import {formulas as gold} from './gold/formula.ts';
import {formulas as gradientNorm} from './gradientNorm/formula.ts';
import {formulas as implicitReward} from './implicitReward/formula.ts';
import {formulas as kNearest} from './kNearest/formula.ts';
import {formulas as lengthControlledAccuracy} from './lengthControlledAccuracy/formula.ts';
import {formulas as lengthCorrelation} from './lengthCorrelation/formula.ts';
import {formulas as lengthShare} from './lengthShare/formula.ts';
import {formulas as linearProbe} from './linearProbe/formula.ts';
import {formulas as longTail} from './longTail/formula.ts';
import {formulas as loss} from './loss/formula.ts';
import {formulas as meanClassifier} from './meanClassifier/formula.ts';
import {formulas as memoryless} from './memoryless/formula.ts';
import {formulas as minority} from './minority/formula.ts';
import {formulas as modalityGap} from './modalityGap/formula.ts';
import {formulas as mutualInformation} from './mutualInformation/formula.ts';
import {formulas as neighbourhoodPreservation} from './neighbourhoodPreservation/formula.ts';
import {formulas as newcomers} from './newcomers/formula.ts';
import {formulas as preferences} from './preferences/formula.ts';
import {formulas as recall} from './recall/formula.ts';
import {formulas as retrieval} from './retrieval/formula.ts';
import {formulas as rewardMargin} from './rewardMargin/formula.ts';
import {formulas as sampling} from './sampling/formula.ts';
import {formulas as selfReward} from './selfReward/formula.ts';
import {formulas as slant} from './slant/formula.ts';
import {formulas as spearman} from './spearman/formula.ts';
import {formulas as split} from './split/formula.ts';
import {formulas as spread} from './spread/formula.ts';
import {formulas as strength} from './strength/formula.ts';
import {formulas as sufficiency} from './sufficiency/formula.ts';
import {formulas as suites} from './suites/formula.ts';
import {formulas as tolerance} from './tolerance/formula.ts';
import {formulas as uniformity} from './uniformity/formula.ts';

const FORMULAS: Readonly<Record<string, string>> = {
  ...accuracy,
  ...alignment,
  ...anisotropy,
  ...batchHardness,
  ...bestOfN,
  ...calibrationError,
  ...circles,
  ...classCollapse,
  ...densityKL,
  ...effectiveRank,
  ...exact,
  ...gold,
  ...gradientNorm,
  ...implicitReward,
  ...kNearest,
  ...lengthControlledAccuracy,
  ...lengthCorrelation,
  ...lengthShare,
  ...linearProbe,
  ...longTail,
  generalisationGap: loss.generalisationGap,
  ...meanClassifier,
  ...memoryless,
  ...minority,
  ...modalityGap,
  ...mutualInformation,
  ...neighbourhoodPreservation,
  ...aggregate,
  ...newcomers,
  ...preferences,
  ...recall,
  ...retrieval,
  ...rewardMargin,
  ...sampling,
  ...selfReward,
  ...slant,
  ...strength,
  ...spearman,
  ...split,
  ...spread,
  ...sufficiency,
  ...suites,
  ...tolerance,
  ...uniformity,
};

/** Of metrics that one program measures in its own way. */
const OWN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  policy: ofPolicies,
  reward: {testLoss: loss.choiceLoss},
};

/** How a program measures a metric; undefined for a loss, whose formula is the objective's. */
export const metricFormula = (name: string, program = ''): string | undefined => OWN[program]?.[name] ?? FORMULAS[name];
