import { type ReactElement, useState } from 'react';
import type { AppError, Result } from '../../../../shared/ipc/result.ts';
import { request } from '../../../app/connection/client.ts';
import { useWords } from '../../../i18n/words.ts';
import { Checkbox } from '../../../ui/controls/Fields.tsx';
import { Select } from '../../../ui/controls/Select.tsx';
import { type Organisation, usePersons } from '../model/persons.ts';
import type { Chosen } from '../model/signing.ts';
import styles from '../Release.module.css';
import { FileChoice } from '../signing/FileChoice.tsx';
import { SigningForm } from '../signing/SigningForm.tsx';

const ROLES = ['analyst', 'reviewer', 'administrator'] as const;
type Role = (typeof ROLES)[number];

/** What the administrator's key alone can do: take persons in, end them, and sign other rules. */
export function Changes({
  organisation,
  shown,
}: {
  readonly organisation: string;
  readonly shown: Organisation;
}): ReactElement {
  const { t } = useWords();
  const read = usePersons((state) => state.read);
  const [card, setCard] = useState<Chosen | null>(null);
  const [role, setRole] = useState<Role>('analyst');
  const [ending, setEnding] = useState<string | null>(null);
  const [rules, setRules] = useState<Chosen | null>(null);
  const [loosen, setLoosen] = useState(false);
  const after = async (answer: Result<unknown>): Promise<AppError | null> => {
    await read(organisation);
    return answer.ok ? null : answer.error;
  };
  const active = shown.persons.filter(({ until, fingerprint }) => until === null && fingerprint !== shown.fingerprint);
  return (
    <div className={styles['pair']}>
      <details>
        <summary>{t('organisation.add')}</summary>
        <SigningForm
          label={t('organisation.add')}
          action={t('organisation.addNow')}
          kind="plain"
          ready={card !== null}
          onSign={async (signer) =>
            after(await request('organisation.add', { organisation, card: card?.fileId ?? '', role, ...signer }))
          }
        >
          <FileChoice label={t('organisation.card')} place="personCard" chosen={card} onChoose={setCard} />
          <Select
            label={t('organisation.role')}
            width={320}
            value={role}
            choices={ROLES.map((one) => ({ value: one, label: t(`role.${one}`) }))}
            onChange={(chosen) => {
              setRole(ROLES.find((one) => one === chosen) ?? 'analyst');
            }}
          />
        </SigningForm>
      </details>
      <details>
        <summary>{t('organisation.end')}</summary>
        <p className={styles['text']}>{t('organisation.endWhat')}</p>
        <SigningForm
          label={t('organisation.end')}
          action={t('organisation.endNow')}
          kind="danger"
          ready={ending !== null}
          onSign={async (signer) =>
            after(await request('organisation.end', { organisation, name: ending ?? '', ...signer }))
          }
        >
          <Select
            label={t('organisation.name')}
            width={320}
            value={ending}
            choices={active.map(({ name }) => ({ value: name, label: name }))}
            onChange={setEnding}
          />
        </SigningForm>
      </details>
      <details>
        <summary>{t('organisation.signRules')}</summary>
        <p className={styles['text']}>{t('organisation.signRulesWhat')}</p>
        <SigningForm
          label={t('organisation.signRules')}
          action={t('organisation.signRulesNow')}
          kind="plain"
          ready={rules !== null}
          onSign={async (signer) =>
            after(
              await request('organisation.signRules', { organisation, rules: rules?.fileId ?? '', loosen, ...signer }),
            )
          }
        >
          <FileChoice label={t('organisation.rulesFile')} place="rules" chosen={rules} onChoose={setRules} />
          <Checkbox label={t('organisation.loosen')} checked={loosen} onChange={setLoosen} />
        </SigningForm>
      </details>
    </div>
  );
}
