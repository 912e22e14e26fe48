import {language} from '../../src/programs/index.spec.ts';
import {loadPrograms} from '../../src/programs/index.ts';

/** Every program of the lab. */
export const programs = await loadPrograms(language.programs.map(({program}) => program));
