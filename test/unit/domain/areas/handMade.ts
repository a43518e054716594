import type { AreaChange } from '../../../../shared/domain/areas/change.ts';
import type { DivisionAreas } from '../../../../shared/domain/areas/compareVersions.ts';

/*
 * A made-up country of three municipalities in which everything that can happen to an area happens once. Worked out by hand:
 *
 * 6001: R001 stays. R002 is renamed. R003 gives a part to R004. R005 gives one to the new R007. R006 gets a strip of sea.
 * 6002: R001 ends and lies in R002. R003 and R004 swap names. R005 and R006 give to each other.
 * 6003 is merged into 6001: 6003R001 becomes 6001R008 with the same border, 6003R002 is split into 6001R009 and 6001R010.
 */
export const before: DivisionAreas = {
  version: '2020',
  names: new Map([
    ['6001R001', 'Alm'],
    ['6001R002', 'Bok'],
    ['6001R003', 'Ceder'],
    ['6001R004', 'Druva'],
    ['6001R005', 'Ek'],
    ['6001R006', 'Fura'],
    ['6002R001', 'Gran'],
    ['6002R002', 'Hassel'],
    ['6002R003', 'Idegran'],
    ['6002R004', 'Järnek'],
    ['6002R005', 'Körsbär'],
    ['6002R006', 'Lind'],
    ['6003R001', 'Mandel'],
    ['6003R002', 'Nyspa'],
  ]),
};
export const after: DivisionAreas = {
  version: '2025',
  names: new Map([
    ['6001R001', 'Alm'],
    ['6001R002', 'Bokskogen'],
    ['6001R003', 'Ceder'],
    ['6001R004', 'Druva'],
    ['6001R005', 'Ek'],
    ['6001R006', 'Fura'],
    ['6001R007', 'Ekbacken'],
    ['6001R008', 'Mandel'],
    ['6001R009', 'Nyspa'],
    ['6001R010', 'Nyspa södra'],
    ['6002R002', 'Hassel'],
    ['6002R003', 'Järnek'],
    ['6002R004', 'Idegran'],
    ['6002R005', 'Körsbär'],
    ['6002R006', 'Lind'],
  ]),
};
const line = (from: string, to: string, kind: AreaChange['kind']): AreaChange => ({ from, to, kind });
export const changes: readonly AreaChange[] = [
  line('6001R002', '6001R002', 'renamed'),
  line('6001R003', '6001R003', 'reduced'),
  line('6001R003', '6001R004', 'part'),
  line('6001R004', '6001R004', 'extended'),
  line('6001R005', '6001R005', 'reduced'),
  line('6001R005', '6001R007', 'partToNew'),
  line('6001R006', '6001R006', 'sea'),
  line('6002R001', '6002R002', 'ended'),
  line('6002R002', '6002R002', 'extended'),
  line('6002R003', '6002R003', 'renamed'),
  line('6002R004', '6002R004', 'renamed'),
  line('6002R005', '6002R005', 'redrawn'),
  line('6002R005', '6002R006', 'part'),
  line('6002R006', '6002R005', 'part'),
  line('6002R006', '6002R006', 'redrawn'),
  line('6003R001', '6001R008', 'recoded'),
  line('6003R002', '6001R009', 'endedToNew'),
  line('6003R002', '6001R010', 'endedToNew'),
];
