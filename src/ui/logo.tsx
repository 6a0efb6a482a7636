/** The lens over grass, as in the toolbar. */
export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 128 128" aria-hidden="true">
      <path d="M87 87 112 112" stroke="#14532d" stroke-width="17" stroke-linecap="round" />
      <circle cx="55" cy="55" r="45" fill="#f0fdf4" stroke="#166534" stroke-width="12" />
      <path d="M54 82c0-14 0-20 1-28" stroke="#16a34a" stroke-width="8" stroke-linecap="round" fill="none" />
      <path d="M54 62c-18 1-26-11-25-23 15-1 26 7 25 23Z" fill="#22c55e" />
      <path d="M55 55c-1-15 8-25 26-24 1 15-8 25-26 24Z" fill="#16a34a" />
    </svg>
  );
}
