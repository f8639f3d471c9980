export default async function teardown() {
  await globalThis.postgresServer?.stop();
}
