import path from 'node:path';
import { createDemonstration } from '../demonstration/create.ts';
import { answer, type RequestHandlers } from './request.ts';

/** The years that the demonstration country is made for; the second is the one that is shown first. */
const YEARS = [2022, 2023];

export const demonstrationRequests = (): Pick<RequestHandlers, 'demonstration.create'> => ({
  'demonstration.create': async ({ folder, persons, seed, language }, progress) => {
    const { project } = await createDemonstration({ folder, persons, seed, years: YEARS, language }, progress);
    return answer({ project, name: path.basename(folder) });
  },
});
