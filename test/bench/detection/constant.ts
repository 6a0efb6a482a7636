import type { BadgeModel } from '../../../src/messages/drawn';
import type { PageSetup } from '../../../src/messages/protocol';
import { BADGE_STYLE } from '../../../src/ui/badge-style';

const number = { measure: null, label: '', plain: true, verdict: null };

/** The same numbers for every subject. */
export const BADGE: BadgeModel = {
  look: 'fresh',
  cells: [
    {
      shop: 'taobao',
      sign: '淘',
      numbers: [
        { ...number, text: '1,234', unit: '人·天' },
        { ...number, text: '¥12.50', unit: '' },
        { ...number, label: 'ROI', plain: false, text: '2.50', unit: '' },
      ],
      notes: [],
    },
  ],
  mark: null,
  tail: '',
  spoken: '种草镜：淘宝/天猫：进店UV 1,234 人·天，进店UV成本 12.50 元，ROI 2.50，截至 2026-10-15。',
};

export const SETUP: PageSetup = {
  enabled: true,
  connection: 'bench',
  locale: 'zh_CN',
  waiting: BADGE,
  style: BADGE_STYLE,
};
