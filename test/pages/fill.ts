import type { Page } from 'playwright-core';

export type Branch = 'umkm' | 'cooperative' | 'aspiring';

/** The first screen of the registration form, for an invented person. */
export async function fillFirst(page: Page, given: { readonly who: Branch; readonly number: number }): Promise<void> {
  const serial = String(given.number).padStart(4, '0');
  await page.fill('[name="participant.name"]', 'Hj. Norhasanah, S.E.');
  await page.fill('[name="participant.nik"]', `637105520388${serial}`);
  await page.fill('[name="participant.phone"]', `0812-5000-${serial}`);
  await page.check('[name="participant.gender"][value="female"]');
  await page.selectOption('[name="participant.regencyCode"]', '63.71');
  await page.check(`[name="who"][value="${given.who}"]`);
}

/** What the branch asks for besides, and the consent. */
export async function fillSecond(page: Page, who: Branch): Promise<void> {
  if (who !== 'aspiring') await page.fill('[name="enterprise.name"]', 'Sasirangan Intan Permata');
  if (who === 'umkm') await page.selectOption('[name="enterprise.sector"]', 'kerajinan');
  if (who === 'cooperative') await page.selectOption('[name="role"]', 'member');
  await page.fill('[name="participant.birthDate"]', '1988-03-12');
  await page.check('[name="consent"]');
}

/** Presses a button of the form and waits for the screen that follows, whether the browser fetched it or the script did. */
export async function press(page: Page, value = 'on'): Promise<void> {
  await page.locator('main').evaluate((main) => {
    main.setAttribute('data-left', '');
  });
  await page.click(`button[name="go"][value="${value}"]`);
  await page.waitForSelector('main:not([data-left])');
  await page.waitForLoadState('load');
}

/** One person of a cooperative on the screens of a group. */
export async function fillPerson(page: Page, place: number, number: number): Promise<void> {
  const serial = String(number).padStart(4, '0');
  const named = (field: string) => `[name="participants.${place}.${field}"]`;
  await page.fill(named('name'), `Hj. Siti Rahmah ${number}`);
  await page.fill(named('nik'), `637105520388${serial}`);
  await page.fill(named('phone'), `0812-5000-${serial}`);
  await page.check(`${named('gender')}[value="female"]`);
  await page.selectOption(named('regencyCode'), '63.71');
  await page.selectOption(named('role'), 'member');
}
