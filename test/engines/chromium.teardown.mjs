export default async function teardown() {
  await globalThis.chromiumServer?.close();
}
