import { lazy, type ReactElement, Suspense } from 'react';
import { EmptyPart } from '../../features/empty/EmptyPart.tsx';
import { ProjectScreen } from '../../features/project/ProjectScreen.tsx';
import { useWords } from '../../i18n/words.ts';
import type { Part } from '../state/parts.ts';
import styles from './Screen.module.css';

const DataScreen = lazy(async () => ({ default: (await import('../../features/data/DataScreen.tsx')).DataScreen }));
// The screens with grid, charts and map are most of the bundle; the frame is drawn before they are read.
const AreasScreen = lazy(async () => ({ default: (await import('../../features/areas/AreasScreen.tsx')).AreasScreen }));
const IndicatorsScreen = lazy(async () => ({
  default: (await import('../../features/indicators/IndicatorsScreen.tsx')).IndicatorsScreen,
}));
const AssessmentScreen = lazy(async () => ({
  default: (await import('../../features/assessment/AssessmentScreen.tsx')).AssessmentScreen,
}));

const GroupsScreen = lazy(async () => ({
  default: (await import('../../features/groups/GroupsScreen.tsx')).GroupsScreen,
}));

const NeedsScreen = lazy(async () => ({ default: (await import('../../features/needs/NeedsScreen.tsx')).NeedsScreen }));

const ScenariosScreen = lazy(async () => ({
  default: (await import('../../features/scenarios/ScenariosScreen.tsx')).ScenariosScreen,
}));

const ReleaseScreen = lazy(async () => ({
  default: (await import('../../features/release/ReleaseScreen.tsx')).ReleaseScreen,
}));

const LogScreen = lazy(async () => ({ default: (await import('../../features/log/LogScreen.tsx')).LogScreen }));

/** Parts with a screen of their own, drawn when it has been read. */
const LATER: ReadonlySet<Part> = new Set([
  'data',
  'indicators',
  'areas',
  'assessment',
  'needs',
  'groups',
  'scenarios',
  'release',
  'log',
]);

/** The screen of each part. */
export function Screen({ part }: { readonly part: Part }): ReactElement {
  const { t } = useWords();
  if (part === 'project') return <ProjectScreen />;
  if (!LATER.has(part)) return <EmptyPart part={part} />;
  return (
    <Suspense fallback={<output className={styles['waiting']}>{t('frame.loadingScreen')}</output>}>
      {part === 'data' && <DataScreen closed={<EmptyPart part="data" />} />}
      {part === 'indicators' && <IndicatorsScreen closed={<EmptyPart part="indicators" />} />}
      {part === 'areas' && <AreasScreen empty={<EmptyPart part="areas" />} />}
      {part === 'assessment' && <AssessmentScreen />}
      {part === 'needs' && <NeedsScreen closed={<EmptyPart part="needs" />} />}
      {part === 'release' && <ReleaseScreen closed={<EmptyPart part="release" />} />}
      {part === 'log' && <LogScreen closed={<EmptyPart part="log" />} />}
      {part === 'scenarios' && <ScenariosScreen closed={<EmptyPart part="scenarios" />} />}
      {part === 'groups' && <GroupsScreen closed={<EmptyPart part="groups" />} />}
    </Suspense>
  );
}
