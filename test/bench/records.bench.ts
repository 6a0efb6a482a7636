import puppeteer from 'puppeteer-core';
import { build } from 'vite';
import { bench } from 'vitest';
import { findBrowser } from '../../src/setup/browsers.mjs';

/** A screenful's 60 records read from a cache of 50,000 may take at most twice as long as from one of 1,000, in a real browser. */
const [FEW, MANY, MOST_TIMES] = [1_000, 50_000, 2];

async function bundle(): Promise<string> {
  const entry = new URL('./records/measure.ts', import.meta.url).pathname;
  const lib = { entry, formats: ['iife' as const], name: 'bench' };
  const result = await build({ configFile: false, logLevel: 'error', build: { write: false, lib } });
  const [output] = Array.isArray(result) ? result : [];
  if (!output) throw new Error('it was not built');
  return output.output[0].code;
}

bench(
  'reading 60 records',
  async () => {
    const browser = await puppeteer.launch({
      executablePath: await findBrowser('chromium'),
      args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--disable-background-networking'],
      protocolTimeout: 600_000,
    });
    try {
      const page = await browser.newPage();
      await page.setRequestInterception(true);
      page.on('request', (request) => void request.respond({ contentType: 'text/html', body: '<!doctype html>' }));
      await page.goto('https://bench.example/');
      await page.evaluate(await bundle());
      const measure = (from: number, count: number) =>
        page.evaluate((...given) => (globalThis as unknown as Measures).measure(...given), from, count);
      const few = await measure(0, FEW);
      const many = await measure(FEW, MANY);
      const times = many / few;
      console.table([
        { [`ms among ${FEW}`]: few.toFixed(2), [`ms among ${MANY}`]: many.toFixed(2), times: times.toFixed(2) },
      ]);
      if (!(times <= MOST_TIMES)) throw new Error('reading among many records takes longer than it may');
    } finally {
      await browser.close();
    }
  },
  { iterations: 1, time: 0, warmupIterations: 0, warmupTime: 0, throws: true },
);

interface Measures {
  measure(from: number, count: number): Promise<number>;
}
