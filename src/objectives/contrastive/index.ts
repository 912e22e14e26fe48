/** Contrastive objectives by kind. To add one: a `name.spec.ts`, a `name.ts`, a line here and in `index.spec.ts`. */
import {alignmentUniformity} from './alignmentUniformity.ts';
import {infoNCE} from './infoNCE.ts';
import type {ContrastiveObjective} from './objective.ts';

export const contrastiveObjectives: Record<string, ContrastiveObjective> = {infoNCE, alignmentUniformity};
