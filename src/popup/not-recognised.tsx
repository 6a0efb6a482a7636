import { useSignal } from '@preact/signals';
import { t } from '../ui/language';

/** A page on which something was to be expected and nothing was found: the site may have changed, and one can say so. */
export function NotRecognised({ copyReport }: { copyReport: () => Promise<boolean> }) {
  const copied = useSignal<boolean | null>(null);
  return (
    <section class="not-recognised" role="status">
      <p>{t('site_nothing_recognised')}</p>
      <button
        type="button"
        onClick={() =>
          void copyReport().then((done) => {
            copied.value = done;
          })
        }
      >
        {t('site_copy_report')}
      </button>
      {copied.value !== null && <p class="soft">{t(copied.value ? 'site_report_copied' : 'site_report_failed')}</p>}
    </section>
  );
}
