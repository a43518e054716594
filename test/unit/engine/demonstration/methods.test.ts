import { describe, expect, it } from 'vitest';
import { PROBLEM_VARIABLES } from '../../../../electron/engine/demonstration/methods.ts';
import { shippedDefinitions } from '../../../../electron/engine/indicators/shipped.ts';

describe('the example methods of the demonstration', () => {
  it('use the problem variables and example thresholds that the window starts from, one for each factor', () => {
    const offered = shippedDefinitions()
      .filter(({ definition }) => definition.problemVariable)
      .map(({ definition: { factor, id, direction, exampleThreshold } }) => ({
        factor,
        id,
        direction,
        threshold: exampleThreshold,
      }));
    const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);
    expect(offered.sort(byId)).toEqual([...PROBLEM_VARIABLES].sort(byId));
    expect(new Set(offered.map(({ factor }) => factor)).size).toBe(6);
  });
});
