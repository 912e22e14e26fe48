import {describe, expect, it} from 'vitest';
import {language} from '../../src/programs/index.spec.ts';
import {programs} from '../support/programs.ts';

await language.load(programs.map(({name}) => name));

describe.each(programs.map((program) => [program.name, program] as const))('the program %s', (name, program) => {
  const {frames, questions} = language.program(name);

  it('has the phase of every frame that it declares', () => {
    for (const {phase} of Object.values(frames)) expect(Object.keys(program.phases)).toContain(phase);
  });

  it('answers the questions that it declares, and no others', () => {
    expect(Object.keys(program.questions ?? {}).sort()).toEqual(Object.keys(questions).sort());
  });
});
