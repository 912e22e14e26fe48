/** Tests write specs of every program. */
import {language} from '../../src/programs/index.spec.ts';

await language.load(['reward']);
