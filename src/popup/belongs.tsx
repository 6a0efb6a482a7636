import { useSignal } from '@preact/signals';
import { isProduct } from '../metrics/subjects';
import { t } from '../ui/language';
import { linkOf } from '../ui/pairs/maker';
import { idOf, kindText, nameOf, type Titled } from '../ui/pairs/names';
import { PairForm } from '../ui/pairs/pair-form';
import type { Popup } from './popup-store';

/** One click leads to the field that says which product a note belongs to, or which note or task a product belongs to. */
export function Belongs({ popup, one, why }: { popup: Popup; one: Titled; why: 'popup_unknown' | 'popup_unpaired' }) {
  const open = useSignal(false);
  const ofProduct = isProduct(one.subject);
  return (
    <div class="belongs">
      <span class="soft">{t(why, { name: why === 'popup_unknown' ? unknownName(one) : '' })}</span>
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
        <PairForm one={one} maker={popup.pairs} likely={likelyFor(popup, one)} onSaved={() => void popup.read()}>
          <span class="soft">{t(ofProduct ? 'popup_pair_product_label' : 'popup_pair_note_label')}</span>
        </PairForm>
      )}
    </div>
  );
}

/** What it may belong to most likely: what is on the same page, then the best of all. */
function likelyFor(popup: Popup, one: Titled): Titled[] {
  const here = popup.onTab.value?.page?.answers ?? [];
  const best = Object.values(popup.best.value?.answers ?? {}).flatMap((answered) => answered ?? []);
  const likely = new Map<string, Titled>();
  for (const { subject, answer } of [...here, ...best]) {
    if (linkOf(one.subject, subject) !== null) likely.set(subject, { subject, title: answer?.title ?? null });
  }
  return [...likely.values()];
}

function unknownName(one: Titled): string {
  return isProduct(one.subject) ? nameOf(one) : `${kindText(one)} ${idOf(one)}`;
}
