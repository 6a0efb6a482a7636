import { useSignal } from '@preact/signals';
import type { Answered } from '../../messages/protocol';
import type { Figure } from '../../metrics/figures';
import { isProduct } from '../../metrics/subjects';
import { t } from '../language';
import { linkOf, type PairMaker } from './maker';
import { idOf, kindText, nameOf, type Titled } from './names';
import { PairForm } from './pair-form';

/** One click leads to the field that says which product a note belongs to, or which note or task a product belongs to. */
export function Belongs(props: {
  one: Titled;
  /** The connection knows nothing of it, or knows it and not what it belongs to. */
  why: 'unknown' | 'unpaired';
  maker: PairMaker;
  /** What it may belong to, the likeliest first. */
  among: readonly Answered[];
  onSaved?: () => void;
}) {
  const { one, why, maker, among, onSaved = () => undefined } = props;
  const open = useSignal(false);
  const ofProduct = isProduct(one.subject);
  return (
    <div class="belongs">
      <span class="soft">
        {why === 'unknown' ? t('popup_unknown', { name: unknownName(one) }) : t('popup_unpaired')}
      </span>
      <button
        type="button"
        class="plain"
        aria-expanded={open.value}
        onClick={() => {
          open.value = !open.value;
        }}
      >
        {t(ofProduct ? 'popup_pair_product' : 'popup_pair_note')}
        <span class="spoken">{nameOf(one)}</span>
      </button>
      {open.value && (
        <PairForm one={one} maker={maker} likely={likelyFor(one, among)} onSaved={onSaved}>
          <span class="soft">{t(ofProduct ? 'popup_pair_product_label' : 'popup_pair_note_label')}</span>
        </PairForm>
      )}
    </div>
  );
}

/** Whether nothing is known of what a note or product of ours belongs to. */
export function isUnpaired({ subject, answer }: Answered): boolean {
  if (!answer || answer.linked > 0) return false;
  // A product may have its numbers of tasks alone.
  return !isProduct(subject) || answer.cells.every(({ figures }) => Object.values(figures).every(isMissing));
}

const isMissing = ({ state }: Figure) => state === 'missing';

export function titledOf({ subject, answer }: Answered): Titled {
  return { subject, title: answer?.title ?? null };
}

function likelyFor(one: Titled, among: readonly Answered[]): Titled[] {
  const likely = new Map<string, Titled>();
  for (const other of among) if (linkOf(one.subject, other.subject)) likely.set(other.subject, titledOf(other));
  return [...likely.values()];
}

function unknownName(one: Titled): string {
  return isProduct(one.subject) ? nameOf(one) : `${kindText(one)} ${idOf(one)}`;
}
