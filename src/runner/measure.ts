import type {Population} from '../engine/population.ts';

/** Steps per second: some ticks to warm up, then as many timed, read back at the end. */
export async function measureSpeed(run: Population, ticks: number): Promise<number> {
  await train(run, ticks);
  const [start, from] = [performance.now(), run.tick];
  await train(run, ticks);
  return (1000 * (run.tick - from)) / (performance.now() - start);
}

async function train(run: Population, ticks: number): Promise<void> {
  for (let i = 0; i < ticks && !run.stageFinished; i++) {
    run.advance();
    if (run.hostDue) await run.host();
  }
  await run.collect();
}
