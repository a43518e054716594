import { type ReactElement, useState } from 'react';
import type { GroupProfile } from '../../../../shared/domain/groups/describe/profile.ts';
import { standingOf } from '../../../../shared/domain/groups/choosing/stability.ts';
import { text } from '../../../../shared/texts/text.ts';
import { selectAreas, useSelected } from '../../../app/state/pointing.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import { colourOf, useGrouper, useGroupWords } from '../model/useGrouper.ts';
import styles from './GroupList.module.css';

/** Every group with its colour, name and two sentences, which can be written anew, its size and how sure it is. */
export function GroupList(): ReactElement {
  const { t, language, format } = useWords();
  const grouper = useGrouper();
  const words = useGroupWords();
  const [editing, setEditing] = useState<number | null>(null);
  const { shown, sureness, progress } = grouper;
  const selected = useSelected();
  if (shown === null) return <output className={styles['waiting']}>{t('groups.working')}</output>;
  const { numbers, division } = shown;
  const jaccardOf = (group: number): number => sureness?.jaccards[numbers.indexOf(group)] ?? Number.NaN;
  const found = division.quality.foundTimes;
  return (
    <>
      <p className={styles['summary']}>
        {[
          t(division.settled ? 'groups.whole' : 'groups.firstLook', { k: division.k }),
          found === undefined || !division.settled ? '' : t('groups.foundTimes', { count: found }),
          progress === null ? '' : `${text(language, progress.step)} …`,
          t('groups.unchecked'),
        ]
          .filter((part) => part !== '')
          .join(' ')}
      </p>
      <ScrollRegion label={t('groups.list')}>
        <ol className={styles['list']}>
          {shown.profiles.map((profile) => {
            const { group } = profile;
            const said = words.get(group);
            const jaccard = jaccardOf(group);
            const marked = [...selected].filter((area) => shown.groups[area] === group).length;
            return (
              <li key={group} className={styles['group']} data-marked={marked > 0}>
                <button
                  type="button"
                  className={styles['pick']}
                  aria-label={t('groups.selectGroup', { group, name: said?.name ?? '' })}
                  title={t('groups.selectGroup', { group, name: said?.name ?? '' })}
                  onClick={() => {
                    selectAreas(Array.from(shown.groups.keys()).filter((area) => shown.groups[area] === group));
                  }}
                >
                  <svg width="14" height="14" aria-hidden="true">
                    <rect width="14" height="14" fill={colourOf(group)} />
                  </svg>
                  {group}
                </button>
                {editing === group ? (
                  <Editor
                    profile={profile}
                    onClose={() => {
                      setEditing(null);
                    }}
                  />
                ) : (
                  <div className={styles['said']}>
                    <h2>{said?.name}</h2>
                    <p>{said?.text}</p>
                    <p className={styles['foot']}>
                      <span>
                        {Number.isNaN(jaccard)
                          ? t('groups.notTried')
                          : t('groups.foundAgain', {
                              jaccard: format.number(jaccard, 2),
                              standing: text(language, `groups.standing.${standingOf(jaccard)}`),
                            })}
                        {marked > 0 && ` ${t('groups.marked', { count: marked, formatted: format.count(marked) })}`}
                      </span>
                      <Button
                        size="small"
                        kind="quiet"
                        label={t('groups.editOf', { group })}
                        onClick={() => {
                          setEditing(group);
                        }}
                      >
                        {t('groups.edit')}
                      </Button>
                    </p>
                  </div>
                )}
              </li>
            );
          })}
        </ol>
      </ScrollRegion>
    </>
  );
}

function Editor({ profile, onClose }: { readonly profile: GroupProfile; readonly onClose: () => void }): ReactElement {
  const { t } = useWords();
  const grouper = useGrouper();
  const { group } = profile;
  const said = useGroupWords().get(group);
  const [name, setName] = useState(said?.name ?? '');
  const [sentences, setSentences] = useState(said?.text ?? '');
  return (
    <form
      className={styles['said']}
      onSubmit={(event) => {
        event.preventDefault();
        grouper.call(group, { name: name.trim(), text: sentences.trim() });
        onClose();
      }}
    >
      <input
        type="text"
        maxLength={300}
        aria-label={t('groups.nameOf', { group })}
        value={name}
        onChange={(event) => {
          setName(event.currentTarget.value);
        }}
      />
      <textarea
        rows={4}
        maxLength={2000}
        aria-label={t('groups.textOf', { group })}
        value={sentences}
        onChange={(event) => {
          setSentences(event.currentTarget.value);
        }}
      />
      <p className={styles['foot']}>
        <Button size="small" submit disabled={name.trim() === ''}>
          {t('groups.done')}
        </Button>
        {said?.own === true && (
          <Button
            size="small"
            kind="quiet"
            onClick={() => {
              grouper.call(group, null);
              onClose();
            }}
          >
            {t('groups.proposed')}
          </Button>
        )}
        <Button size="small" kind="quiet" onClick={onClose}>
          {t('saving.cancel')}
        </Button>
      </p>
    </form>
  );
}
