/** Checkpoints as values: joined from parts, and divided among members. */
import type {Checkpoint, Cohort, SlotValues, Values} from './records.ts';

/** One checkpoint of several at the same tick, each of some members; the cohorts are ordered by their first member. */
export function joinCheckpoints(parts: readonly Checkpoint[]): Checkpoint {
  const [first] = parts;
  const other = parts.find(({stage, tick}) => stage !== first.stage || tick !== first.tick);
  if (other) {
    const at = ({stage, tick}: Checkpoint) => `stage ${stage + 1}, tick ${tick}`;
    throw new Error(`Checkpoints at ${at(first)} and at ${at(other)} cannot be joined.`);
  }
  const cohorts = parts.flatMap((part) => part.cohorts).sort((a, b) => a.members[0] - b.members[0]);
  const members = cohorts.flatMap((cohort) => cohort.members);
  if (new Set(members).size < members.length) throw new Error('A member is in two of the checkpoints to be joined.');
  return {...first, cohorts};
}

/** The checkpoint of some members, in this order; members side by side whose slots have the same shapes are one cohort. */
export function selectMembers(checkpoint: Checkpoint, members: readonly number[]): Checkpoint {
  const cohorts: Cohort[][] = [];
  for (const member of members) {
    const alone = cohortOf(checkpoint, member);
    const last = cohorts.at(-1);
    if (last && fit(last[0], alone)) last.push(alone);
    else cohorts.push([alone]);
  }
  return {...checkpoint, cohorts: cohorts.map(joinCohorts)};
}

function cohortOf({cohorts}: Checkpoint, member: number): Cohort {
  const cohort = cohorts.find(({members}) => members.includes(member));
  if (!cohort) {
    const there = cohorts.flatMap(({members}) => members);
    throw new Error(`The checkpoint has no member ${member}; it has ${there.join(', ')}.`);
  }
  const [at, count] = [cohort.members.indexOf(member), cohort.members.length];
  if (count === 1) return cohort;
  const own = ([name, values, axis]: SlotValues): SlotValues => {
    const size = values.length / count;
    return [name, axis === 'shared' ? values : values.slice(at * size, (at + 1) * size), axis];
  };
  return {...cohort, members: [member], slots: cohort.slots.map(own), finished: cohort.finished.map(own)};
}

/** Whether two members can be one cohort: the same slots and sizes, the same shared values, as many updates. */
function fit(a: Cohort, b: Cohort): boolean {
  const alike = (of: 'slots' | 'finished') =>
    a[of].length === b[of].length &&
    a[of].every(([name, values, axis], i) => {
      const [otherName, others, otherAxis] = b[of][i];
      if (name !== otherName || axis !== otherAxis || values.length !== others.length) return false;
      return axis === 'replica' || values.every((value, k) => Object.is(value, others[k]));
    });
  const counted = (cohort: Cohort) => JSON.stringify([cohort.updates, cohort.counts]);
  return counted(a) === counted(b) && alike('slots') && alike('finished');
}

function joinCohorts(parts: readonly Cohort[]): Cohort {
  const [first] = parts;
  if (parts.length === 1) return first;
  const joined = (of: 'slots' | 'finished') =>
    first[of].map(([name, values, axis], i): SlotValues => {
      return [name, axis === 'shared' ? values : joinValues(parts.map((part) => part[of][i][1])), axis];
    });
  const members = parts.flatMap((part) => part.members);
  return {...first, members, slots: joined('slots'), finished: joined('finished')};
}

function joinValues(parts: readonly Values[]): Values {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const all = parts[0] instanceof Int32Array ? new Int32Array(length) : new Float32Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
